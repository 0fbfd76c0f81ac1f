//! The shapes in which clerks keep a town.

use chrono::NaiveDate;

use crate::book::Cell;
use crate::town::Category;

/// A column of the table of residents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 序号
    Serial,
    /// 村
    Village,
    /// 村代码
    VillageCode,
    /// 网格
    Grid,
    /// 屯（组）
    Hamlet,
    /// 户编号
    Number,
    /// 户主
    Head,
    /// 姓名
    Name,
    /// 与户主关系
    Relation,
    /// 性别
    Sex,
    /// 身份证号
    Id,
    /// 出生日期
    Birth,
    /// 联系电话
    Phone,
    /// 政治面貌
    Party,
    /// 居住情况
    Presence,
    /// A category of its own, ticked.
    Tick(Category),
    /// 人员类别: names of categories in one cell.
    Categories,
    /// 备注
    Remark,
}

impl Column {
    /// The columns of the sample towns, in their order.
    pub fn usual() -> Vec<Self> {
        let mut columns = vec![Self::Serial, Self::Grid, Self::Hamlet, Self::Number, Self::Head, Self::Name];
        columns.extend([Self::Relation, Self::Sex, Self::Id, Self::Phone, Self::Party, Self::Presence]);
        columns.extend(Category::ALL.map(Self::Tick));
        columns.push(Self::Remark);
        columns
    }

    /// The heading of the sample towns.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Serial => "序号",
            Self::Village => "村",
            Self::VillageCode => "村代码",
            Self::Grid => "网格",
            Self::Hamlet => "屯（组）",
            Self::Number => "户编号",
            Self::Head => "户主",
            Self::Name => "姓名",
            Self::Relation => "与户主关系",
            Self::Sex => "性别",
            Self::Id => "身份证号",
            Self::Birth => "出生日期",
            Self::Phone => "联系电话",
            Self::Party => "政治面貌",
            Self::Presence => "居住情况",
            Self::Tick(category) => category.heading(),
            Self::Categories => "人员类别",
            Self::Remark => "备注",
        }
    }

    /// Other words for the same, as other clerks write them.
    pub fn synonym(self) -> &'static str {
        match self {
            Self::Village => "所属村",
            Self::VillageCode => "村（社区）代码",
            Self::Grid => "所属网格",
            Self::Hamlet => "自然屯",
            Self::Number => "户号",
            Self::Head => "户主姓名",
            Self::Name => "家庭成员姓名",
            Self::Relation => "家庭关系",
            Self::Id => "公民身份号码",
            Self::Phone => "手机号码",
            Self::Presence => "居住状况",
            Self::Remark => "说明",
            other => other.heading(),
        }
    }
}

/// One sheet per village, or all of them in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheets {
    /// The tab names the village.
    PerVillage,
    /// A column names the village.
    One,
}

/// How the cells of a household (户编号, 户主) stand beside its residents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Households {
    /// Merged over all of its rows.
    Merged,
    /// In its first row alone.
    First,
    /// In every row.
    Repeated,
}

/// Where the list of party groups stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// Before the villages.
    First,
    /// After them.
    Last,
    /// Nowhere.
    Absent,
}

/// Which sums stand between the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sums {
    /// None.
    Absent,
    /// 合计 under each village.
    Village,
    /// 小计 under each grid, and 合计 under each village.
    Grid,
}

/// One way to write a town down.
#[derive(Clone)]
pub struct Layout {
    /// Sheets.
    pub sheets: Sheets,
    /// The list of groups.
    pub groups: Groups,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// What stands over a column.
    pub heading: fn(Column) -> String,
    /// Two heading rows, the upper one naming blocks of categories.
    pub two_heading_rows: bool,
    /// A title, and the line with 填报单位 and 填报日期, above the headings.
    pub title: bool,
    /// How 填报日期 is written.
    pub stated: fn(NaiveDate) -> Stated,
    /// How the cells of a household stand.
    pub households: Households,
    /// What a tick looks like, and what its absence does.
    pub tick: (Cell, Cell),
    /// How an id is written.
    pub id: fn(&str) -> Cell,
    /// The first row and column that hold anything, from 0.
    pub origin: (usize, usize),
    /// Headings again after so many households.
    pub heading_again: Option<usize>,
    /// A blank row after so many households.
    pub blank_row: Option<usize>,
    /// Sums between the rows.
    pub sums: Sums,
    /// 填表人 and 审核人 at the end.
    pub signature: bool,
    /// Every so manieth sheet is hidden.
    pub hidden_sheet: Option<usize>,
    /// Every so manieth row is hidden.
    pub hidden_row: Option<usize>,
    /// Days count from 1904.
    pub from_1904: bool,
}

/// How 填报日期 is written.
pub enum Stated {
    /// In one text with its label.
    Label(String),
    /// In a cell beside its label.
    Beside(Cell),
}

impl Default for Layout {
    /// The shape of the sample towns.
    fn default() -> Self {
        Self {
            sheets: Sheets::PerVillage,
            groups: Groups::First,
            columns: Column::usual(),
            heading: |column| column.heading().to_owned(),
            two_heading_rows: true,
            title: true,
            stated: |day| Stated::Label(day.format("填报日期：%Y年%m月%d日").to_string()),
            households: Households::Merged,
            tick: (Cell::Text("√".to_owned()), Cell::Blank),
            id: Cell::text,
            origin: (0, 0),
            heading_again: None,
            blank_row: None,
            sums: Sums::Village,
            signature: false,
            hidden_sheet: None,
            hidden_row: None,
            from_1904: false,
        }
    }
}

impl Layout {
    /// A plain table: one heading row, nothing above or below it, every cell filled, no list of groups.
    pub fn plain_table() -> Self {
        let mut layout = Self { sheets: Sheets::One, groups: Groups::Absent, ..Self::default() };
        layout.columns.insert(1, Column::Village);
        layout.two_heading_rows = false;
        layout.title = false;
        layout.households = Households::Repeated;
        layout.sums = Sums::Absent;
        layout
    }

    /// With the names of categories in one column.
    pub fn with_categories_in_one_column(mut self) -> Self {
        self.columns.retain(|column| !matches!(column, Column::Tick(_)));
        let last = self.columns.len() - 1;
        self.columns.insert(last, Column::Categories);
        self
    }

    /// With 出生日期 beside the id.
    pub fn with_birth_dates(mut self) -> Self {
        let after = self.columns.iter().position(|column| *column == Column::Id).map_or(0, |place| place + 1);
        self.columns.insert(after, Column::Birth);
        self
    }
}
