"""全程代办的口径: figures that no public text of the zone fixes; each default is the program's own, 由区确认."""

from __future__ import annotations

from bingliang.desk.zone.open_points_kinds import Point, Sort
from bingliang.mechanism.full_agency import AgencyWeights

AGENCY = "全程代办"
_W = AgencyWeights()
_SILENT = "《全程代办服务制度》的文本没有公开，默认值由程序提出（示范默认），由区确认。"

POINTS: tuple[Point, ...] = (
    Point("agency_take_days", "接办的期限", AGENCY, Sort.WORKDAYS, _W.take_within, _SILENT,
          "接受委托以后几个工作日内接办、把服务卡交给企业；过了列入“逾期”，计入考核。"),
    Point("agency_log_days", "多久须有代办记录", AGENCY, Sort.WORKDAYS, _W.log_within, _SILENT,
          "委托期内连续超过这么多工作日没有一行代办日志的，计入考核。"),
    Point("mark_agency_untaken", "记分：代办未按时接办", AGENCY, Sort.POINTS, _W.untaken, _SILENT,
          "每件扣几分，计代办岗位所在部门和当时任职的人。"),
    Point("mark_agency_silent", "记分：代办长期无记录", AGENCY, Sort.POINTS, _W.silent, _SILENT,
          "每次扣几分，计代办岗位所在部门和当时任职的人。"),
)  # fmt: skip
