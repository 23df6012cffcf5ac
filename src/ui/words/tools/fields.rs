//! Words of fields: the headings of tables and spreadsheets.

use crate::app::core::view::LoadColumn;
use crate::app::records::FieldName;
use crate::base::text::SafeText;
use crate::ui::words::{Text, Words};

impl Words {
    /// The heading of a column: a field, or a part of one.
    pub fn field_heading(self, field: FieldName, part: Option<&str>) -> Text {
        let whole = self.field(field);
        match part {
            None | Some("name" | "content") => whole,
            Some("id") => format!("{whole} ID").into(),
            Some(part) => format!("{whole} {part}").into(),
        }
    }

    /// A field.
    fn field(self, field: FieldName) -> Text {
        match field {
            FieldName::Action => self.pick("Action", "动作"),
            FieldName::Ancestor => self.pick("Place", "所在"),
            FieldName::Assignee => self.assignee(),
            FieldName::At => self.pick("Time", "时间"),
            FieldName::Attachments => self.pick("Files", "附件"),
            FieldName::Box => self.pick("Box", "分区"),
            FieldName::Closer => self.pick("Done by", "完成人"),
            FieldName::ClosedAt => self.done_on(),
            FieldName::Comment => self.note(),
            FieldName::Comments => self.pick("Comments", "评论"),
            FieldName::Content => self.pick("To-do", "任务"),
            FieldName::CreatedAt => self.created_on(),
            FieldName::Creator => self.creator(),
            FieldName::Days => self.pick("14 days", "14 天"),
            FieldName::Desc => self.description(),
            FieldName::DueAt => self.due_on(),
            FieldName::DueIn7Days => self.load_column(LoadColumn::Week),
            FieldName::DueToday => self.load_column(LoadColumn::Today),
            FieldName::Fields => self.pick("Fields", "自定义字段"),
            FieldName::Gavatar => self.avatar(),
            FieldName::Groups => self.groups(),
            FieldName::Id => "ID".into(),
            FieldName::IsActive => self.active(),
            FieldName::IsArchived => self.pick("Archived", "已归档"),
            FieldName::IsCompleted => self.pick("Is done", "已完成"),
            FieldName::IsDeleted => self.pick("Deleted", "已删除"),
            FieldName::IsIncomplete => self.pick("Incomplete", "未完善"),
            FieldName::IsLocked => self.pick("Locked", "已锁定"),
            FieldName::IsPinned => self.pick("Pinned", "已置顶"),
            FieldName::Item => self.pick("Item", "类别"),
            FieldName::Labels => self.labels(),
            FieldName::List => self.pick("List", "列表"),
            FieldName::Mailbox => self.email(),
            FieldName::Member => self.pick("Member", "成员"),
            FieldName::Name | FieldName::Nickname => self.name(),
            FieldName::NoDate => self.load_column(LoadColumn::NoDate),
            FieldName::Open => self.load_column(LoadColumn::Open),
            FieldName::Overdue => self.load_column(LoadColumn::Overdue),
            FieldName::Parent => self.parent(),
            FieldName::Partial => self.pick("Partial", "不完整"),
            FieldName::Phone => self.phone(),
            FieldName::Priority => self.priority(),
            FieldName::Project => self.project(),
            FieldName::Role => self.role(),
            FieldName::Section => self.pick("When", "时段"),
            FieldName::StartAt => self.start_on(),
            FieldName::Steps => self.pick("Steps", "子任务与检查项"),
            FieldName::Team => self.pick("Team", "团队"),
            FieldName::TeamWideId => self.pick("No.", "编号"),
            FieldName::Title => self.pick("Title", "标题"),
            FieldName::Todolist => self.pick("List of to-dos", "任务清单"),
            FieldName::UpdatedAt => self.updated_on(),
        }
    }

    /// A field that is not there, the nearest one, and all there are.
    pub fn unknown_field(self, asked: &str, nearest: Option<&str>, all: &str) -> Text {
        let did_you_mean =
            nearest.map(|near| self.pick(format!(" Did you mean {near}?"), format!("是不是 {near}？")));
        let did_you_mean = did_you_mean.unwrap_or_default();
        if asked.is_empty() {
            let fields = format!("--fields 没有给出字段。可用字段：{}", all.replace(", ", "、"));
            return self.pick(format!("--fields names no field. Fields: {all}"), fields);
        }
        self.pick(
            format!("there is no field {asked}.{did_you_mean} Fields: {all}"),
            format!("没有字段 {asked}。{did_you_mean}可用字段：{}", all.replace(", ", "、")),
        )
    }

    /// A profile that is not there or may not be called so, the nearest one, and all there are.
    pub fn unknown_profile(self, asked: &SafeText, is_bad: bool, nearest: Option<&str>, all: &str) -> Text {
        if is_bad {
            return self.pick(
                format!(
                    "{asked} is not a valid profile name: use lower-case letters, digits, - and _, at most 32"
                ),
                format!("配置档不能命名为 {asked}：只能用小写字母、数字、- 和 _，最多 32 个"),
            );
        }
        if all.is_empty() {
            return self.pick(
                format!("there is no profile {asked}: the settings have no [profiles.{asked}]"),
                format!("没有配置档 {asked}：设置中没有 [profiles.{asked}]"),
            );
        }
        let near =
            nearest.map(|near| self.pick(format!(" Did you mean {near}?"), format!("是不是 {near}？")));
        let near = near.unwrap_or_default();
        self.pick(
            format!("there is no profile {asked}.{near} Profiles: {all}"),
            format!("没有配置档 {asked}。{near}现有配置档：{all}"),
        )
    }

    /// A view that is not there, the nearest one, and all there are.
    pub fn unknown_view(self, asked: &SafeText, nearest: Option<&str>, all: &str) -> Text {
        let near =
            nearest.map(|near| self.pick(format!(" Did you mean {near}?"), format!("是不是 {near}？")));
        let near = near.unwrap_or_default();
        self.pick(
            format!("the settings have no [views.{asked}].{near} Views: {all}"),
            format!("设置中没有 [views.{asked}]。{near}现有视图：{}", all.replace(", ", "、")),
        )
    }

    /// A profile without an application.
    pub fn profile_incomplete(self, name: &str) -> Text {
        self.pick(
            format!(
                "[profiles.{name}] needs client_id, and client_secret_command or token_url, unless the environment \
                 has them."
            ),
            format!(
                "[profiles.{name}] 需要 client_id，以及 client_secret_command 或 token_url，除非环境变量中已有。"
            ),
        )
    }

    /// Which profile is used.
    pub fn profile_is(self, name: &str) -> Text {
        self.pick(format!("profile {name}"), format!("配置档 {name}"))
    }

    /// Members who left and are not in the table.
    pub fn not_shown(self, count: usize) -> Text {
        self.pick(
            format!("{count} inactive members are not shown; --filter is:inactive lists them."),
            format!("未显示 {count} 名已停用的成员；可用 --filter is:inactive 列出。"),
        )
    }

    /// A file that is there already.
    pub fn file_exists(self, path: &str) -> Text {
        self.pick(format!("{path} exists and was left as it is."), format!("{path} 已存在，未作改动。"))
    }

    /// A file could not be written.
    pub fn file_not_written(self, path: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(format!("{path} could not be written: {why}"), format!("无法写入 {path}：{why}"))
    }

    /// A file was written.
    pub fn file_written(self, path: &str, count: usize) -> Text {
        self.pick(format!("{count} rows written to {path}"), format!("已写入 {count} 行：{path}"))
    }
}
