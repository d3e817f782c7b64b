"""Indicators that only Tongchuan's document speaks of."""

from gongjian import indicator

INDICATORS = (
    # 一(二)
    indicator("tongchuan_key_projects_completed", "建成重点工业项目数", "Key projects completed", "个", "flow"),
    # 二(一)
    indicator(
        "tongchuan_reserve_conversion_rate",
        "谋划储备工业项目年转化率",
        "Reserved projects started within the year",
        "%",
        "share",
    ),
    # 二(二)
    indicator(
        "tongchuan_large_signed_projects",
        "签约1亿元以上工业项目数",
        "Projects of 100 million and more signed",
        "个",
        "flow",
    ),
    indicator(
        "tongchuan_signed_start_rate",
        "招商引资工业项目年内开工率",
        "Signed projects started within the year",
        "%",
        "share",
    ),
    # 二(三)
    indicator(
        "tongchuan_key_list_projects",
        "列入重点项目盘子的过亿元工业项目数",
        "Projects over 100 million on the key list",
        "个",
        "flow",
    ),
    indicator(
        "tongchuan_key_list_started_share",
        "重点项目盘子过亿元工业项目中新开工占比",
        "Newly started share of the key list",
        "%",
        "share",
    ),
    # 二(四)
    indicator(
        "tongchuan_upgrade_and_expansion_projects",
        "实施技改扩能项目数",
        "Upgrade and expansion projects",
        "个",
        "flow",
    ),
    indicator(
        "tongchuan_large_upgrade_share",
        "技改扩能项目中2000万元以上占比",
        "Share of upgrades of 20 million and more",
        "%",
        "share",
    ),
    # 二(五)
    indicator(
        "tongchuan_key_projects_commissioned",
        "建成投产达效重点项目数",
        "Key projects commissioned",
        "个",
        "flow",
    ),
    indicator(
        "tongchuan_above_scale_within_a_year",
        "投产达效重点项目一年内达规占比",
        "Commissioned key projects above scale within a year",
        "%",
        "share",
    ),
    # 四(三): of all leaders the lowest number stands for "each".
    indicator("tongchuan_leader_signed", "每名领导包抓招商引资项目数", "Signed projects per leader", "个", "stock"),
    indicator(
        "tongchuan_leader_construction", "每名领导包抓工业在建项目数", "Projects under way per leader", "个", "stock"
    ),
    indicator("tongchuan_leader_upgrades", "每名领导包抓技改扩能项目数", "Upgrades per leader", "个", "stock"),
    indicator(
        "tongchuan_leader_commissioned", "每名领导包抓投产达效项目数", "Commissioned projects per leader", "个", "stock"
    ),
)
