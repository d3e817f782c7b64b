"""Chapter 四: four lists, their upkeep, help for projects, meetings and supervision. No amounts."""

from gongjian import Is, Reading, at_least, duty, fact, incentive, no_figure, quantity, target, task, units

from .document import ISSUED, PLAN, SINCE_ISSUED

_TASK_FORCE = units("郯城县加快工业强县建设工作推进专班")
_SUPERVISORS = units("县政府督查室")
_NO_UNIT = Reading("由谁更新?", "本条未写单位,不作推定", ("各清单的牵头部门",))
_NO_DATE = Reading("何时建立?", "文件未给日期,以计划期末为限", ())
_JUDGED = Reading("如何认定?", "没有可由记录判定的标准,由县政府督查室调度认定", ())

TARGETS = (
    # 四(一) 清单化管理
    target(
        PLAN,
        "lists-clear",
        "四(一)",
        "四项清单目标、责任、进度明确",
        indicator="tancheng_lists_clear",
        kind="qualitative",
        says=no_figure(),
        strength="binding",
    ),
    # 四(三) 精准化帮扶
    target(
        PLAN,
        "task-force",
        "四(三)",
        "成立工业强县建设工作推进专班",
        indicator="tancheng_task_force",
        kind="milestone",
        says=no_figure(),
        lead=(),
        readings=(
            _NO_DATE,
            Reading("由谁成立?", "文件未写;组长为县政府主要负责同志,副组长为分管负责同志,成员为部门主要负责同志", ()),
        ),
    ),
    target(
        PLAN,
        "leader-per-project",
        "四(三)",
        "每个重点、难点项目有县级领导牵头帮扶",
        indicator="tancheng_leaders_per_project",
        kind="count",
        says=at_least(quantity(1, "名", "一名")),
        per="project",
        lead=units("县级领导"),
        readings=(
            Reading("是恰好一名吗?", "至少一名,单写的数字按至少计", ("恰好一名",)),
            Reading("如何判定每个项目都有?", "取各重点、难点项目中最少者;难点项目没有名单,按上报数", ()),
        ),
    ),
    # 四(四) 常态化跟进
    target(
        PLAN,
        "joint-meeting",
        "四(四)",
        "建立责任部门联席会议制度",
        indicator="tancheng_joint_meeting",
        kind="milestone",
        says=no_figure(),
        lead=units("工作专班"),
        readings=(_NO_DATE,),
    ),
)

INCENTIVES = (
    # 四(二) 阶段化培育
    incentive(
        PLAN,
        "key-project-services",
        "四(二)",
        "重点项目从线索到投产的全程服务",
        polarity="support",
        subject="project",
        when=Is(fact("key_project")),
        readings=(Reading("哪些是重点项目?", "标记为重点的项目,文件未列名单", ("四项清单内的项目",)),),
    ),
    # 四(三) 精准化帮扶
    incentive(
        PLAN,
        "leaders-help",
        "四(三)",
        "县级领导牵头帮扶重点、难点项目",
        polarity="support",
        subject="project",
        lead=units("县级领导"),
        readings=(Reading("哪些是难点项目?", "文件没有标准和名单,不由记录判定", ()),),
    ),
    # 四(四) 常态化跟进
    incentive(
        PLAN,
        "praise-units",
        "四(四)",
        "工作快、服务好的单位通报表扬",
        polarity="honour",
        subject="department",
        lead=_SUPERVISORS,
        readings=(_JUDGED,),
    ),
    incentive(
        PLAN,
        "criticise-units",
        "四(四)",
        "推诿扯皮、服务差的单位通报批评",
        polarity="sanction",
        subject="department",
        lead=_SUPERVISORS,
        readings=(_JUDGED,),
    ),
    incentive(
        PLAN,
        "hold-persons-to-account",
        "四(四)",
        "造成严重后果的追究人员责任",
        polarity="sanction",
        subject="person",
        lead=_SUPERVISORS,
        readings=(_JUDGED, Reading("由谁追究?", "句中主语为县政府督查室,处分机关文件未写", ("县纪委监委机关",))),
    ),
)

DUTIES = (
    # 四(一) 清单化管理
    duty(
        PLAN,
        "four-lists",
        "四(一)",
        "技改项目、小微产业园、招商项目、闲置资产四项清单",
        "list_update",
        "as_needed",
        from_=ISSUED,
        printed=("4个",),
        readings=(
            SINCE_ISSUED,
            Reading("由谁列清单?", "本条未写单位,不作推定", ("三(一)、三(三)、三(四)、三(五)的牵头部门",)),
            Reading(
                "与三(一)、三(五)的清单是同一份吗?",
                "是:技改项目清单即三(一)清单库,闲置资产清单即三(五)清单,另加任务、责任、进展与问题",
                ("各另有一份",),
            ),
        ),
    ),
    # 四(二) 阶段化培育
    duty(
        PLAN,
        "progress-update",
        "四(二)",
        "更新四项清单的工作进度",
        "list_update",
        "monthly",
        from_=ISSUED,
        printed=("一个月", "一次"),
        readings=(SINCE_ISSUED, _NO_UNIT, Reading("每月哪一天?", "月末,文件未定日;原则上每月一次,可有例外", ())),
    ),
    duty(
        PLAN,
        "list-adjustment",
        "四(二)",
        "调整四项清单的数量",
        "list_update",
        "quarterly",
        from_=ISSUED,
        printed=("一季度", "一次"),
        readings=(SINCE_ISSUED, _NO_UNIT, Reading("每季哪一天?", "季末,文件未定日;原则上每季一次,可有例外", ())),
    ),
    duty(
        PLAN,
        "project-follow-up",
        "四(二)",
        "责任主体逐阶段跟进重点项目",
        "monitoring",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, Reading("责任主体是谁?", "文件说要明确,未点名", ())),
    ),
    # 四(三) 精准化帮扶
    duty(
        PLAN,
        "leaders-coordinate",
        "四(三)",
        "县级领导协调、督导乡镇和部门解决问题",
        "inspection",
        "as_needed",
        from_=ISSUED,
        responsible=units("县级领导"),
        readings=(SINCE_ISSUED, Reading("多久一次?", "文件未定频次", ())),
    ),
    # 四(四) 常态化跟进
    duty(
        PLAN,
        "task-force-meeting",
        "四(四)",
        "工作专班专题会议:进展、问题、下步工作",
        "meeting",
        "quarterly",
        from_=ISSUED,
        responsible=units("工作专班"),
        printed=("一次",),
        readings=(
            SINCE_ISSUED,
            Reading("每季度哪一天?", "季末,文件未定日", ()),
            Reading("是联席会议吗?", "工作专班的专题会议;联席会议制度另立目标,未定频次", ("即联席会议",)),
        ),
    ),
    duty(
        PLAN,
        "monthly-dispatch",
        "四(四)",
        "调度各责任单位履职情况",
        "monitoring",
        "monthly",
        from_=ISSUED,
        responsible=_SUPERVISORS,
        printed=("一月",),
        readings=(SINCE_ISSUED, Reading("每月哪一天?", "月末,文件未定日", ())),
    ),
)

TASKS = (
    task(PLAN, "four-lists", "四(一)", "四项清单管理"),
    task(PLAN, "list-upkeep", "四(二)", "清单更新与项目分阶段跟进"),
    task(PLAN, "task-force", "四(三)", "工作推进专班", lead=_TASK_FORCE),
    task(PLAN, "leaders-help", "四(三)", "领导帮扶重点、难点项目", lead=units("县级领导")),
    task(PLAN, "joint-meetings", "四(四)", "联席会议与专题会议", lead=units("工作专班")),
    task(PLAN, "supervision", "四(四)", "督导考核与通报", lead=_SUPERVISORS),
)
