"""A tiny city with phases and duties of every frequency; the day of its records is long past."""

from datetime import date

from gongjian import City, Declarations, Department, Duty, Phase, Plan, Reading, clause, duty, phase
from gongjian_core.catalogue import InstalledCities, InstalledCity

PLAN = Plan(
    id="aa-2024",
    title="甲市攻坚方案",
    number=None,
    issued_on=date(2024, 1, 10),
    from_=date(2024, 1, 1),
    to=date(2024, 12, 31),
    clauses=(
        clause("一", "阶段", lead=("市工信局",)),
        clause("二", "调度", lead=("市工信局",), cooperating=("市财政局",)),
        clause("三", "督查", lead=("市督查室",)),
    ),
)
PHASES = (
    phase(
        PLAN, "start", "一", "动员部署阶段", date(2024, 1, 1), date(2024, 3, 31), precision="month", duties=("plan",)
    ),
    phase(PLAN, "year", "一", "2024年度", date(2024, 1, 1), date(2024, 12, 31), named=False, responsible=()),
)


def made(id: str, clause: str, kind: str, frequency: str, **more: object) -> Duty:
    """A duty of that frequency."""
    return duty(PLAN, id, clause, f"任务;{id},全市", kind, frequency, **more)  # type: ignore[arg-type]


DUTIES = (
    made("ten-days", "二", "monitoring", "ten_days", from_=date(2024, 2, 5)),
    made("meeting", "二", "meeting", "monthly", times_per_period=2),
    made("quarterly", "三", "inspection", "quarterly"),
    made("half-yearly", "三", "report", "half_yearly"),
    made("list", "二", "list_update", "yearly", rrule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"),
    made("twice", "三", "report", "monthly", rrule="FREQ=MONTHLY;BYMONTHDAY=5,20", times_per_period=3),
    made("plan", "一", "deadline", "once", on=date(2024, 3, 15), readings=(Reading("哪一天?", "月中"),)),
    made("needed", "三", "meeting", "as_needed"),
)


def city(
    key: str, code: str, phases: tuple[Phase, ...] = (), duties: tuple[Duty, ...] = (), parent: str | None = None
) -> InstalledCity:
    """An installed city of that key."""
    about = City(
        key=key,
        name=f"{key}市",
        name_en=key,
        division_code=code,
        level="prefecture",
        province_code="99",
        parent=parent,
        departments=(Department("市工信局", ("市工业和信息化局",)), Department("市财政局"), Department("市督查室")),
    )
    return InstalledCity(
        Declarations(
            city=about,
            distribution=f"gongjian-{key}",
            version="0",
            plans=(PLAN,),
            indicators=(),
            targets=(),
            funds=(),
            incentives=(),
            phases=phases,
            duties=duties,
            tasks=(),
            published=(),
        )
    )


def catalogue() -> InstalledCities:
    """Two cities: the one with duties, and a neighbour."""
    return InstalledCities({"aa": city("aa", "990100", PHASES, DUTIES), "bb": city("bb", "990200")})
