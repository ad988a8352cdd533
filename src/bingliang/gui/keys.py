"""按键表: the one table that shortcuts, key strip, help, settings and tests share."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from typing import NamedTuple


class Place(StrEnum):
    """键的地方: where a key works; each but the first is a room of the window."""

    EVERYWHERE = "处处"
    WORKLIST = "工作台"
    DEPARTMENT = "部门分办"
    INTAKE = "新收件"
    BAGS = "材料袋"
    ONLINE = "网上预审"
    CASE = "办件"
    PAPERS = "文书"
    QUEUE = "打印队列"
    FIND = "查找"
    ENQUIRIES = "咨询投诉"
    HANDOVER = "移交"
    OVERVIEW = "机制总览"
    SUPERVISION = "督办"
    PROJECTS = "项目库"
    AGENCY = "全程代办"
    RATING = "评议"
    PLEDGES = "承诺"
    BOARDS = "看板"
    STATISTICS = "统计"
    WHAT_IF = "流程再造"
    CATALOGUE = "事项目录"
    CALENDAR = "工作日历"
    FORMS = "文书样式"
    SETTINGS = "设置"
    HELP = "帮助"


class Key(NamedTuple):
    """一个键: `name` is what code binds, `keys` Qt's portable text, `cap` what stands on the strip's key cap.

    `own`: the focused widget takes it itself. `each`: the keys are numbered, the n-th is bound as "name/n".
    """

    name: str
    keys: tuple[str, ...]
    cap: str
    word: str
    place: Place
    on_strip: bool = True
    own: bool = False
    each: bool = False

    def bindings(self) -> tuple[tuple[str, str], ...]:
        """键与名: (sequence, name a page answers to)."""
        if self.each:
            return tuple((keys, f"{self.name}/{n}") for n, keys in enumerate(self.keys, start=1))
        return tuple((keys, self.name) for keys in self.keys)


TABLE: tuple[Key, ...] = (
    Key("open", ("Return", "Enter"), "Enter", "打开办件", Place.WORKLIST, own=True),
    Key("move", ("Up", "Down"), "↑ ↓", "选择", Place.WORKLIST, own=True),
    Key("tiles", tuple(f"Alt+{n}" for n in (*range(1, 10), "-")), "Alt+1…9、-", "筛选", Place.WORKLIST, each=True),
    Key("scope", ("Alt+0",), "Alt+0", "换范围", Place.WORKLIST),
    Key("hand_chosen", ("Ctrl+Shift+H",), "Ctrl+Shift+H", "移交所选", Place.WORKLIST, on_strip=False),
    Key("deliver_chosen", ("Ctrl+Shift+L",), "Ctrl+Shift+L", "一并交付所选", Place.WORKLIST, on_strip=False),
    Key("arrange", ("Alt+S",), "Alt+S", "排序与列", Place.WORKLIST),
    Key("task_open", ("Return", "Enter"), "Enter", "办理", Place.DEPARTMENT, own=True),
    Key("task_move", ("Up", "Down"), "↑ ↓", "选择", Place.DEPARTMENT, own=True),
    Key("wants", tuple(f"Alt+{n}" for n in range(1, 8)), "Alt+1…7", "筛选", Place.DEPARTMENT, each=True),
    Key("task_acts", ("Ctrl+B",), "Ctrl+B", "全部办理", Place.DEPARTMENT),
    Key("hand_chosen", ("Ctrl+Shift+H",), "Ctrl+Shift+H", "移交所选", Place.DEPARTMENT, on_strip=False),
    Key("task_case", ("Ctrl+O",), "Ctrl+O", "看整件", Place.DEPARTMENT),
    Key("panel_open", ("Return", "Enter"), "Enter", "看办件", Place.OVERVIEW, own=True),
    Key("panel_walk", ("Left", "Right", "Up", "Down"), "← ↑ ↓ →", "逐栏看", Place.OVERVIEW, own=True),
    Key("choices", ("F4",), "F4", "换项目", Place.OVERVIEW),
    Key("whole_zone", ("Ctrl+PgDown",), "Ctrl+PgDn", "全区与项目", Place.OVERVIEW),
    Key("panel_line", ("PgUp", "PgDown"), "PgUp PgDn", "逐行选", Place.OVERVIEW, own=True, on_strip=False),
    Key("batch", tuple(f"Alt+{n}" for n in range(1, 10)), "Alt+1…9", "筛选", Place.PROJECTS, each=True),
    Key("project_open", ("Return", "Enter"), "Enter", "看总览", Place.PROJECTS, own=True),
    Key("project_acts", ("Ctrl+B",), "Ctrl+B", "办理", Place.PROJECTS),
    Key("add", ("Ins",), "Ins", "登记", Place.PROJECTS),
    Key("import_table", ("Ctrl+O",), "Ctrl+O", "导入", Place.PROJECTS),
    Key("export", ("Ctrl+S",), "Ctrl+S", "导出", Place.PROJECTS),
    Key("choices", ("F4",), "F4", "筛选", Place.PROJECTS, on_strip=False),
    Key("page_next", ("Ctrl+PgDown",), "Ctrl+PgDn", "换一页", Place.PROJECTS),
    Key("page_back", ("Ctrl+PgUp",), "Ctrl+PgUp", "前一页", Place.PROJECTS, on_strip=False),
    Key("agency_filter", tuple(f"Alt+{n}" for n in range(1, 9)), "Alt+1…8", "筛选", Place.AGENCY, each=True),
    Key("agency_open", ("Return", "Enter"), "Enter", "看总览", Place.AGENCY, own=True),
    Key("agency_acts", ("Ctrl+B",), "Ctrl+B", "办理", Place.AGENCY),
    Key("add", ("Ins",), "Ins", "新委托", Place.AGENCY),
    Key("agency_case", ("Ctrl+O",), "Ctrl+O", "看办件", Place.AGENCY),
    Key("export", ("Ctrl+S",), "Ctrl+S", "导出", Place.AGENCY),
    Key(
        "pledge_kind",
        tuple(f"Alt+{n}" for n in range(1, 10)),
        "Alt+1…9",
        "承诺种类",
        Place.PLEDGES,
        each=True,
    ),
    Key("matter_open", ("Return", "Enter"), "Enter", "办理", Place.SUPERVISION, own=True),
    Key("matter_move", ("Up", "Down"), "↑ ↓", "选择", Place.SUPERVISION, own=True),
    Key("matters", tuple(f"Alt+{n}" for n in range(1, 9)), "Alt+1…8", "筛选", Place.SUPERVISION, each=True),
    Key("matter_acts", ("Ctrl+B",), "Ctrl+B", "全部办理", Place.SUPERVISION),
    Key("matter_case", ("Ctrl+O",), "Ctrl+O", "看整件", Place.SUPERVISION, on_strip=False),
    Key("assess", ("Ctrl+PgDown",), "Ctrl+PgDn", "督办件与考核", Place.SUPERVISION),
    Key("choices", ("F4",), "F4", "换考核期", Place.SUPERVISION, on_strip=False),
    Key("save", ("F9",), "F9", "公布考核", Place.SUPERVISION, on_strip=False),
    Key("export", ("Ctrl+S",), "Ctrl+S", "导出", Place.SUPERVISION),
    Key(
        "item_kind",
        tuple(f"Alt+{n}" for n in range(1, 8)),
        "Alt+1…7",
        "筛选",
        Place.CATALOGUE,
        each=True,
    ),
    Key("item_open", ("Return", "Enter"), "Enter", "修改", Place.CATALOGUE, own=True),
    Key("item_move", ("Up", "Down"), "↑ ↓", "选择", Place.CATALOGUE, own=True),
    Key("item_acts", ("Ctrl+B",), "Ctrl+B", "全部办理", Place.CATALOGUE),
    Key("compare", ("Ctrl+D",), "Ctrl+D", "比较两版", Place.CATALOGUE),
    Key("add", ("Ins",), "Ins", "新增事项", Place.CATALOGUE),
    Key("save", ("F9",), "F9", "启用草稿", Place.CATALOGUE),
    Key("import_table", ("Ctrl+O",), "Ctrl+O", "导入目录表", Place.CATALOGUE, on_strip=False),
    Key("save_sheet", ("Ctrl+S",), "Ctrl+S", "存为 Excel", Place.CATALOGUE),
    Key("pledge_acts", ("Ctrl+B",), "Ctrl+B", "办理", Place.PLEDGES),
    Key("add", ("Ins",), "Ins", "登记承诺", Place.PLEDGES),
    Key("ratings", tuple(f"Alt+{n}" for n in range(1, 10)), "Alt+1…9", "筛选", Place.RATING, each=True),
    Key("rating_open", ("Return", "Enter"), "Enter", "办理", Place.RATING, own=True),
    Key("rating_acts", ("Ctrl+B",), "Ctrl+B", "全部办理", Place.RATING),
    Key("add", ("Ins",), "Ins", "登记业主点评", Place.RATING),
    Key("save", ("F9",), "F9", "公布一期", Place.RATING, on_strip=False),
    Key("export", ("Ctrl+S",), "Ctrl+S", "导出", Place.RATING),
    Key("by_code", ("Ctrl+O",), "Ctrl+O", "凭码评价", Place.RATING),
    Key("pledge_open", ("Return", "Enter"), "Enter", "看办件", Place.PLEDGES, own=True),
    Key(
        "system",
        tuple(f"Ctrl+{n}" for n in range(1, 9)),
        "Ctrl+1…8",
        "八项制度",
        Place.EVERYWHERE,
        on_strip=False,
        each=True,
    ),
    Key("enquiries", tuple(f"Alt+{n}" for n in range(1, 6)), "Alt+1…5", "筛选", Place.ENQUIRIES, each=True),
    Key("enquiry_open", ("Return", "Enter"), "Enter", "看办件或办理", Place.ENQUIRIES, own=True),
    Key("complaint_acts", ("Ctrl+B",), "Ctrl+B", "投诉的办理", Place.ENQUIRIES),
    Key("enquiry_case", ("Ctrl+O",), "Ctrl+O", "看办件", Place.ENQUIRIES, on_strip=False),
    Key("add", ("Ins",), "Ins", "登记", Place.ENQUIRIES),
    Key("page_next", ("Ctrl+PgDown",), "Ctrl+PgDn", "咨询、投诉、来访", Place.ENQUIRIES),
    Key("page_back", ("Ctrl+PgUp",), "Ctrl+PgUp", "前一页", Place.ENQUIRIES, on_strip=False),
    Key("next_firm", ("Ctrl+Shift+N",), "Ctrl+Shift+N", "同一来访，下一家", Place.ENQUIRIES, on_strip=False),
    Key("hand_over_all", ("Ctrl+Shift+L",), "Ctrl+Shift+L", "一并交付结果", Place.ENQUIRIES, on_strip=False),
    Key("errand_sheet", ("Ctrl+P",), "Ctrl+P", "打印来访汇总单（A4）", Place.ENQUIRIES, on_strip=False),
    Key("errand_receipt", ("Ctrl+L",), "Ctrl+L", "打印一并交付签收单", Place.ENQUIRIES, on_strip=False),
    Key("handovers", tuple(f"Alt+{n}" for n in range(1, 5)), "Alt+1…4", "筛选", Place.HANDOVER, each=True),
    Key("handover_open", ("Return", "Enter"), "Enter", "办理", Place.HANDOVER, own=True),
    Key("handover_acts", ("Ctrl+B",), "Ctrl+B", "全部办理", Place.HANDOVER),
    Key("handover_case", ("Ctrl+O",), "Ctrl+O", "看办件", Place.HANDOVER),
    Key("add", ("Ins",), "Ins", "登记A/B角", Place.HANDOVER),
    Key("page_next", ("Ctrl+PgDown",), "Ctrl+PgDn", "移交与A/B角", Place.HANDOVER),
    Key("page_back", ("Ctrl+PgUp",), "Ctrl+PgUp", "前一页", Place.HANDOVER, on_strip=False),
    Key("bag_filter", tuple(f"Alt+{n}" for n in range(1, 7)), "Alt+1…6", "筛选", Place.BAGS, each=True),
    Key("bag_open", ("Return", "Enter"), "Enter", "上架、归还", Place.BAGS, own=True),
    Key("bag_acts", ("Ctrl+B",), "Ctrl+B", "全部办理", Place.BAGS),
    Key("bag_case", ("Ctrl+O",), "Ctrl+O", "看办件", Place.BAGS),
    Key("choices", ("F4",), "F4", "换架位", Place.BAGS),
    Key("save", ("F9", "Ctrl+Return"), "F9", "登记盘点", Place.BAGS),
    Key("stock_again", ("Ctrl+Del",), "Ctrl+Del", "重新盘点", Place.BAGS, on_strip=False),
    Key("page_next", ("Ctrl+PgDown",), "Ctrl+PgDn", "盘点", Place.BAGS),
    Key("page_back", ("Ctrl+PgUp",), "Ctrl+PgUp", "前一页", Place.BAGS, on_strip=False),
    Key("found_open", ("Return", "Enter"), "Enter", "打开办件", Place.FIND, own=True),
    Key("found_move", ("Up", "Down"), "↑ ↓", "选择", Place.FIND, own=True),
    Key("lane", ("Up", "Down"), "↑ ↓", "逐项查看", Place.CASE, own=True),
    Key("acts", ("Ctrl+B",), "Ctrl+B", "办理", Place.CASE),
    Key("confirm", ("Ctrl+Return", "Ctrl+Enter", "F9"), "Ctrl+Enter", "确认办理单", Place.CASE, on_strip=False),
    Key("accept", ("Ctrl+Shift+S",), "Ctrl+Shift+S", "受理", Place.CASE, on_strip=False),
    Key("decide", ("Ctrl+Shift+D",), "Ctrl+Shift+D", "决定", Place.CASE),
    Key("deliver", ("Ctrl+Shift+L",), "Ctrl+Shift+L", "送达", Place.CASE),
    Key("stop", ("Ctrl+Shift+P",), "Ctrl+Shift+P", "特殊环节", Place.CASE, on_strip=False),
    Key("notify_once", ("Ctrl+Shift+B",), "Ctrl+Shift+B", "一次性告知", Place.CASE, on_strip=False),
    Key("extend", ("Ctrl+Shift+Y",), "Ctrl+Shift+Y", "延长", Place.CASE, on_strip=False),
    Key("close", ("Ctrl+Shift+J",), "Ctrl+Shift+J", "办结", Place.CASE, on_strip=False),
    Key("next_firm", ("Ctrl+Shift+N",), "Ctrl+Shift+N", "同一来访，下一家", Place.CASE, on_strip=False),
    Key("next_firm", ("Ctrl+Shift+N",), "Ctrl+Shift+N", "同一来访，下一家", Place.FIND, on_strip=False),
    Key("amend", ("Ctrl+Shift+G",), "Ctrl+Shift+G", "录入更正", Place.CASE, on_strip=False),
    Key("invite", ("Alt+E",), "Alt+E", "请企业评价", Place.CASE, on_strip=False),
    Key("slip", ("Alt+Shift+E",), "Alt+Shift+E", "打印评价单", Place.CASE, on_strip=False),
    Key("account", ("E", "Space"), "E", "逐日算式", Place.CASE, own=True),
    Key("save_account", ("Ctrl+S",), "Ctrl+S", "算式存为 PDF", Place.CASE, on_strip=False),
    Key("tab", ("Ctrl+PgDown", "Ctrl+Tab"), "Ctrl+PgDn", "换页签", Place.CASE, on_strip=False),
    Key("tab_back", ("Ctrl+PgUp", "Ctrl+Shift+Tab"), "Ctrl+PgUp", "前一页签", Place.CASE, on_strip=False),
    Key("save", ("F9", "Ctrl+Return", "Ctrl+Enter"), "F9", "收件", Place.INTAKE),
    Key("all_there", ("Alt+Q",), "Alt+Q", "核过全部齐", Place.INTAKE),
    Key("consent", ("Alt+Y",), "Alt+Y", "同意预收", Place.INTAKE, on_strip=False),
    Key("step", tuple(f"Alt+{n}" for n in range(1, 6)), "Alt+1…5", "换步", Place.INTAKE, each=True),
    Key("add", ("Ins",), "Ins", "添加", Place.INTAKE),
    Key("remove", ("Del",), "Del", "去掉", Place.INTAKE, on_strip=False, own=True),
    Key("choices", ("F4",), "F4", "取值列表", Place.INTAKE, on_strip=False),
    Key("park", ("F2",), "F2", "停放另收", Place.INTAKE),
    Key("switch", ("Ctrl+PgDown",), "Ctrl+PgDn", "换件", Place.INTAKE),
    Key("next_firm", ("Ctrl+Shift+N",), "Ctrl+Shift+N", "同一来访，下一家", Place.INTAKE),
    Key("leave_blank", ("Ctrl+Shift+K",), "Ctrl+Shift+K", "批准留空手填", Place.INTAKE, on_strip=False),
    Key("leave_aside", ("Ctrl+Shift+Del",), "Ctrl+Shift+Del", "不收了", Place.INTAKE, on_strip=False),
    Key("filing_open", ("Return", "Enter"), "Enter", "看材料", Place.ONLINE, own=True),
    Key("material_mark", ("Space",), "空格", "齐或缺", Place.ONLINE, own=True),
    Key("attachment", ("Ctrl+PgDown",), "Ctrl+PgDn", "换附件", Place.ONLINE),
    Key("save", ("F9", "Ctrl+Return", "Ctrl+Enter"), "F9", "转收件", Place.ONLINE),
    Key("notify_once", ("Ctrl+Shift+B",), "Ctrl+Shift+B", "一次性告知", Place.ONLINE),
    Key("open_package", ("Ctrl+O",), "Ctrl+O", "导入", Place.ONLINE),
    Key("filing_filter", ("Alt+0",), "Alt+0", "换筛选", Place.ONLINE, on_strip=False),
    Key("go_online", ("Alt+N",), "Alt+N", "网上预审", Place.EVERYWHERE, on_strip=False),
    Key("go_enquiries", ("Alt+Z",), "Alt+Z", "咨询投诉", Place.EVERYWHERE, on_strip=False),
    Key("go_intake", ("F2",), "F2", "新收件", Place.EVERYWHERE, on_strip=False),
    Key("paper_acts", ("Ctrl+B",), "Ctrl+B", "办理", Place.PAPERS),
    Key("paper_filter", ("Alt+0",), "Alt+0", "换筛选", Place.PAPERS),
    Key("save_pdf", ("Ctrl+S",), "Ctrl+S", "另存为 PDF", Place.PAPERS),
    Key("print_unprinted", ("Ctrl+P",), "Ctrl+P", "打印没打过的", Place.PAPERS),
    Key("chosen", ("Shift+Up", "Shift+Down", "Ctrl+A"), "Shift+↓", "多选", Place.PAPERS, own=True),
    Key("seal_list", ("Ctrl+L",), "Ctrl+L", "打印待用印清单", Place.PAPERS, on_strip=False),
    Key("seal_register", ("Ctrl+Shift+L",), "Ctrl+Shift+L", "打印用印登记", Place.PAPERS, on_strip=False),
    Key("queue_open", ("Return", "Enter"), "Enter", "看文书", Place.QUEUE, own=True),
    Key("queue_filter", ("Alt+0",), "Alt+0", "换筛选", Place.QUEUE),
    Key("queue_drop", ("Del",), "Del", "取消", Place.QUEUE, own=True),
    Key("queue_all", ("Ctrl+R",), "Ctrl+R", "全部再打", Place.QUEUE),
    Key("queue_out", ("Ctrl+E",), "Ctrl+E", "已打出", Place.QUEUE),
    Key("queue_case", ("Ctrl+O",), "Ctrl+O", "看办件", Place.QUEUE, on_strip=False),
    Key("queue_stop", ("Ctrl+Del",), "Ctrl+Del", "取消余下的", Place.QUEUE, on_strip=False),
    Key("batch", tuple(f"Alt+{n}" for n in range(1, 6)), "Alt+1…5", "筛选", Place.BOARDS, each=True),
    Key("board_open", ("Return", "Enter"), "Enter", "看数字和出处", Place.BOARDS, own=True),
    Key("project_acts", ("Ctrl+B",), "Ctrl+B", "办理", Place.BOARDS),
    Key("add", ("Ins",), "Ins", "登记、刊发", Place.BOARDS),
    Key("export", ("Ctrl+S",), "Ctrl+S", "导出", Place.BOARDS),
    Key("preview", ("Ctrl+O",), "Ctrl+O", "预览", Place.BOARDS),
    Key("board", ("F11",), "F11", "播放", Place.BOARDS),
    Key("page_next", ("Ctrl+PgDown",), "Ctrl+PgDn", "换一页", Place.BOARDS),
    Key("page_back", ("Ctrl+PgUp",), "Ctrl+PgUp", "前一页", Place.BOARDS, on_strip=False),
    Key("figure_walk", ("Left", "Right", "Up", "Down"), "← ↑ ↓ →", "选一格", Place.STATISTICS, own=True),
    Key("figure_open", ("Return", "Enter"), "Enter", "看是哪些", Place.STATISTICS, own=True),
    Key("stretch", tuple(f"Alt+{n}" for n in range(1, 5)), "Alt+1…4", "旬月季年", Place.STATISTICS, each=True),
    Key("period_back", ("Ctrl+PgUp",), "Ctrl+PgUp", "前一期", Place.STATISTICS),
    Key("period_next", ("Ctrl+PgDown",), "Ctrl+PgDn", "后一期", Place.STATISTICS, on_strip=False),
    Key("figure_view", ("Alt+5", "Alt+6"), "Alt+5…6", "图", Place.STATISTICS, each=True),
    Key("band", ("Alt+7", "Alt+8", "Alt+9"), "Alt+7…9", "栏组", Place.STATISTICS, each=True),
    Key("grouping", ("Alt+0",), "Alt+0", "部门或事项", Place.STATISTICS, on_strip=False),
    Key("tag", ("Alt+L",), "Alt+L", "换标签", Place.STATISTICS, on_strip=False),
    Key("choices", ("F4",), "F4", "筛选", Place.STATISTICS, on_strip=False),
    Key("what_if", ("Ctrl+R",), "Ctrl+R", "流程再造", Place.STATISTICS, on_strip=False),
    Key("save_sheet", ("Ctrl+S",), "Ctrl+S", "导出", Place.STATISTICS),
    Key("change_open", ("Return", "Enter"), "Enter", "修改、看件", Place.WHAT_IF, own=True),
    Key("add", ("Ins",), "Ins", "加一条改动", Place.WHAT_IF),
    Key("drop_change", ("Ctrl+Del",), "Ctrl+Del", "去掉一条", Place.WHAT_IF),
    Key("scenario", ("Alt+1", "Alt+2"), "Alt+1…2", "方案甲乙", Place.WHAT_IF, each=True),
    Key("grouping", ("Alt+0",), "Alt+0", "部门或事项", Place.WHAT_IF),
    Key("save_sheet", ("Ctrl+S",), "Ctrl+S", "导出", Place.WHAT_IF),
    Key("day", ("Left", "Right", "Up", "Down"), "← ↑ ↓ →", "选日", Place.CALENDAR, own=True),
    Key("month", ("PgUp", "PgDown"), "PgUp PgDn", "换月", Place.CALENDAR, own=True),
    Key("year_back", ("Ctrl+PgUp",), "Ctrl+PgUp", "上一年", Place.CALENDAR, on_strip=False),
    Key("year_next", ("Ctrl+PgDown",), "Ctrl+PgDn", "下一年", Place.CALENDAR, on_strip=False),
    Key("calendar_stretch", ("Alt+1", "Alt+2"), "Alt+1…2", "年季", Place.CALENDAR, on_strip=False, each=True),
    Key("due_lines", ("Return", "Enter"), "Enter", "当日到期", Place.CALENDAR, own=True),
    Key("reckon", ("Ctrl+D",), "Ctrl+D", "算期限", Place.CALENDAR),
    Key("paste_notice", ("Ctrl+V",), "Ctrl+V", "粘贴通知", Place.CALENDAR),
    Key("open_notice", ("Ctrl+O",), "Ctrl+O", "打开通知文件", Place.CALENDAR, on_strip=False),
    Key("save", ("F9", "Ctrl+Return"), "F9", "启用通知", Place.CALENDAR),
    Key("save", ("F9", "Ctrl+Return"), "F9", "启用样式", Place.FORMS),
    Key("version_back", ("Ctrl+PgUp",), "Ctrl+PgUp", "前一版", Place.FORMS),
    Key("version_next", ("Ctrl+PgDown",), "Ctrl+PgDn", "后一版", Place.FORMS),
    Key("topic_move", ("Up", "Down"), "↑ ↓", "选一条", Place.HELP, own=True),
    Key("topic_open", ("Return", "Enter"), "Enter", "看正文", Place.HELP, own=True),
    Key("key_card", ("Alt+K",), "Alt+K", "按键卡", Place.HELP),
    Key("diagnose", ("Alt+D",), "Alt+D", "做诊断包", Place.HELP),
    Key("save_pdf", ("Ctrl+S",), "Ctrl+S", "按键卡存为 PDF", Place.HELP),
    Key("section", ("Up", "Down"), "↑ ↓", "换一节", Place.SETTINGS, own=True),
    Key("section_open", ("Return", "Enter"), "Enter", "修改", Place.SETTINGS, own=True),
    Key("save", ("F9", "Ctrl+Return"), "F9", "保存", Place.SETTINGS),
    Key("go_settings", ("Alt+T",), "Alt+T", "设置", Place.EVERYWHERE, on_strip=False),
    Key("lead", ("Ctrl+Shift+T",), "Ctrl+Shift+T", "去填写", Place.EVERYWHERE, on_strip=False),
    Key("go_calendar", ("Alt+R",), "Alt+R", "工作日历", Place.EVERYWHERE, on_strip=False),
    Key("go_catalogue", ("Alt+I",), "Alt+I", "事项目录", Place.EVERYWHERE, on_strip=False),
    Key("go_papers", ("Alt+W",), "Alt+W", "文书", Place.EVERYWHERE, on_strip=False),
    Key("go_bags", ("Alt+Shift+D",), "Alt+Shift+D", "材料袋", Place.EVERYWHERE, on_strip=False),
    Key("go_queue", ("Alt+V",), "Alt+V", "打印队列", Place.EVERYWHERE, on_strip=False),
    Key("go_worklist", ("Alt+G",), "Alt+G", "工作台", Place.EVERYWHERE, on_strip=False),
    Key("go_department", ("Alt+B",), "Alt+B", "部门分办", Place.EVERYWHERE, on_strip=False),
    Key("go_supervision", ("Alt+U",), "Alt+U", "督办", Place.EVERYWHERE, on_strip=False),
    Key("go_projects", ("Alt+X",), "Alt+X", "项目库", Place.EVERYWHERE, on_strip=False),
    Key("go_agency", ("Alt+A",), "Alt+A", "全程代办", Place.EVERYWHERE, on_strip=False),
    Key("go_pledges", ("Alt+C",), "Alt+C", "承诺", Place.EVERYWHERE, on_strip=False),
    Key("go_rating", ("Alt+P",), "Alt+P", "评议", Place.EVERYWHERE, on_strip=False),
    Key("go_forms", ("Alt+F",), "Alt+F", "文书样式", Place.EVERYWHERE, on_strip=False),
    Key("go_handover", ("Alt+Shift+J",), "Alt+Shift+J", "移交", Place.EVERYWHERE, on_strip=False),
    Key("go_overview", ("Alt+J",), "Alt+J", "机制总览", Place.EVERYWHERE, on_strip=False),
    Key("go_boards", ("Alt+O",), "Alt+O", "看板", Place.EVERYWHERE, on_strip=False),
    Key("go_statistics", ("Alt+M",), "Alt+M", "统计", Place.EVERYWHERE, on_strip=False),
    Key("go_help", ("Alt+H", "Shift+F1"), "Alt+H", "帮助页", Place.EVERYWHERE, on_strip=False),
    Key("help", ("F1",), "F1", "帮助", Place.EVERYWHERE),
    Key("leave_seat", ("Alt+Shift+L",), "Alt+Shift+L", "离开、换人", Place.EVERYWHERE, on_strip=False),
    Key("palette", ("Ctrl+K",), "Ctrl+K", "命令", Place.EVERYWHERE),
    Key("find", ("F3",), "F3", "查找", Place.EVERYWHERE),
    Key("back", ("Esc", "F12"), "Esc", "返回", Place.EVERYWHERE),
    Key("print", ("F8",), "F8", "打印", Place.EVERYWHERE),
    Key("print_choose", ("Shift+F8",), "Shift+F8", "选打印机", Place.EVERYWHERE, on_strip=False),
    Key("pane", ("F6",), "F6", "换区", Place.EVERYWHERE),
    Key("refresh", ("F5",), "F5", "刷新", Place.EVERYWHERE),
    Key("pane_back", ("Shift+F6",), "Shift+F6", "前一区", Place.EVERYWHERE, on_strip=False),
)

_table: tuple[Key, ...] = TABLE


def adopt(overrides: Mapping[str, str]) -> None:
    """改键: the keys of this machine's settings (name → sequences, divided by blanks) in place of the table's own."""
    global _table  # noqa: PLW0603 - one key table serves the process, like its look
    _table = tuple(_overridden(key, overrides[key.name]) if key.name in overrides else key for key in TABLE)


def _overridden(key: Key, sequences: str) -> Key:
    keys = tuple(sequences.split())
    return key._replace(keys=keys, cap=keys[0] if keys else "")


def table() -> tuple[Key, ...]:
    """现用按键表."""
    return _table


def named(name: str) -> Key:
    """键 by its name; KeyError for a name the table does not have."""
    for key in _table:
        if key.name == name:
            return key
    raise KeyError(name)


def works_in(key: Key, place: Place) -> bool:
    """管用与否: whether a key works in a room."""
    return key.place in (place, Place.EVERYWHERE)


def strip(place: Place) -> tuple[Key, ...]:
    """键条: the keys shown at the bottom on one page, the page's own first."""
    shown = [key for key in _table if key.on_strip and key.keys and works_in(key, place)]
    return tuple(sorted(shown, key=lambda key: key.place is Place.EVERYWHERE))


def over(close: str, *, confirm: str = "", rows: bool = False) -> tuple[Key, ...]:
    """键条 of a card over the page: what it does, how its fields are walked, whether it has rows to add, how it closes."""
    own = partial(Key, place=Place.EVERYWHERE, own=True)
    acts = (named("confirm")._replace(word=confirm), own("walk", ("Return",), "Enter", "下一栏")) if confirm else ()
    more = (own("row", ("Ctrl+I",), "Ctrl+I", "加一行"),) if rows else ()
    return (*acts, *more, named("help"), named("back")._replace(word=close))
