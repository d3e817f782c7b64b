"""Long work that outlives a request: rows that a worker of any pod takes, keeps alive and finishes."""
