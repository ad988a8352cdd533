"""材料袋和归档的口径: shelves, borrowers, how long a bag may be out, how long a volume is kept."""

from __future__ import annotations

from bingliang.desk.zone.open_points_kinds import Point, Sort

BAGS = "材料袋和归档"

POINTS: tuple[Point, ...] = (
    Point("bag_shelves", "窗口的架位", BAGS, Sort.WORDS, "", "材料袋放在哪里由窗口自己定，没有填写时不能登记上架。",
          "写每个架位的名称，用顿号隔开，如“甲架1层、甲架2层”；架位标签按名称成码，名称不改，贴好的标签就一直能用。", optional=True),
    Point("bag_borrowers", "材料袋的领取人", BAGS, Sort.WORDS, "", "谁可以从窗口取走材料袋由区规定，默认没有名单，借出时照实填写。",
          "写岗位，不写姓名，用顿号隔开，如“建设交通局审查岗”；领取卡和架位标签一起打印，借出时扫卡就填好。", optional=True),
    Point("bag_loan_days", "材料袋借出的归还期限", BAGS, Sort.WORKDAYS, 3,
          "内部管理，法律没有规定，由区规定；示范默认，由区确认。", "借出次日起的工作日数，借出时可以另定日期；到期没有归还的列为逾期。", optional=True),
    Point("archive_fonds", "全宗号", BAGS, Sort.WORDS, "—", "由档案部门编定，没有编定的写“—”。", "印在案卷封面上。", optional=True),
    Point("archive_retention", "许可案卷的保管期限", BAGS, Sort.WORDS, "永久",
          "《机关文件材料归档范围和文书档案保管期限规定》（国家档案局令第8号）分永久和定期（30年、10年），许可案卷用哪一种由区的保管期限表定；默认取最长的，不会提前销毁。",
          "印在案卷封面和移交清单上；归档时可以按件改。", optional=True),
)  # fmt: skip
