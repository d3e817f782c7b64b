"""What cities declare: plans, clauses, targets, incentives, phases, duties, tasks. Read only, public."""
