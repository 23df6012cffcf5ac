//! A month of the founders' work: some have far too much, some next to nothing, the rest an even load. Days count from
//! the demo's today, and work is done on working days.

use jiff::ToSpan;
use jiff::civil::{Date, Time, time};

use super::characters::{BUSY, FOUNDERS, LEFT};
use super::projects::{LISTS, Todo, moment};
use super::rng::Rng;
use crate::base::workday::{is_working_day, last_working_day_before};

/// How far back the month goes, in days.
const LENGTH: usize = 28;

/// Founders who have more to do than anybody can.
const DROWNING: [usize; 3] = [13, 16, 24];

/// Founders who have nothing to do but what everybody has.
const IDLE: [usize; 5] = [10, 14, 22, 25, 28];

/// The most to-dos that open on one of these at once, in days from today: of the overloaded, and of the rest.
const DUE_OF_DROWNING: [i64; 16] = [-19, -12, -9, -6, -4, -2, -1, 0, 0, 0, 1, 2, 3, 5, 8, 12];
const DUE_OF_OTHERS: [i64; 8] = [-3, 0, 1, 2, 4, 6, 9, 13];

/// What the founders work at: a title, and the place of its project.
const TASKS: [(&str, usize); 32] = [
    ("登录页改版: 交互走查", 0),
    ("安卓 15 适配: 返回手势", 0),
    ("推送点击后不跳转到任务", 0),
    ("离线草稿在切换账号后丢失", 0),
    ("iOS 小组件: 今日任务", 0),
    ("启动耗时降到 1.2 秒以内", 0),
    ("看板拖动时卡片闪烁", 1),
    ("甘特图: 里程碑连线", 1),
    ("新版编辑器: 表格粘贴", 1),
    ("权限模型评审", 1),
    ("全文搜索: 拼音首字母", 1),
    ("公开链接的访问统计", 1),
    ("邀请页 A/B 测试", 2),
    ("七日留存周报", 2),
    ("渠道落地页文案", 2),
    ("续费提醒邮件: 三封", 2),
    ("用户访谈: 五家设计公司", 2),
    ("成员接口分页改为游标", 3),
    ("任务事件表按月分区", 3),
    ("慢查询: 项目归档", 3),
    ("对象存储签名有效期", 3),
    ("WebHook 重试与告警", 3),
    ("数据库主从切换演练", 3),
    ("审计日志导出 <草稿>", 3),
    ("第四季度目标对齐", 4),
    ("一对一: 本月", 4),
    ("招聘: 高级后端工程师", 4),
    ("办公室搬迁清单", 4),
    ("客户成功手册 & 培训", 2),
    ("短信通道费用核对", 4),
    ("无障碍: 屏幕阅读器顺序", 1),
    ("下线旧版 API v2", 3),
];

const PRIORITIES: [&str; 5] = ["normal", "normal", "higher", "lower", "highest"];
const LABELS: [&[&str]; 5] = [&[], &["缺陷"], &[], &["需求", "v12.33"], &["体验"]];

const DESCRIPTIONS: [Option<&str>; 5] = [
    None,
    None,
    Some("<p><p>背景见 <a href=\"https://example.com/doc?id=7&amp;v=2\">设计文档</a></p></p>"),
    Some("<div>验收:<ol><li>三种尺寸<li>深色模式</ol><b>不含</b> 平板</div>"),
    Some("先和 @王芳 对一下口径\n再排期"),
];

/// The month's to-dos, without ids and numbers.
pub(in crate::demo) fn month(rng: Rng, today: Date, people: usize) -> Vec<Todo> {
    let mut month = Month { rng, today, people: people.min(FOUNDERS.len()), todos: Vec::new() };
    let works = |place: &usize| ![BUSY, LEFT, 0, 1].contains(place);
    for place in (0..month.people).filter(works) {
        month.add_done(place);
        month.add_open(place);
    }
    month.todos
}

struct Month {
    rng: Rng,
    today: Date,
    /// How many of the founders there are.
    people: usize,
    todos: Vec<Todo>,
}

impl Month {
    fn day(&self, days: i64) -> Date {
        self.today.saturating_add(days.days())
    }

    /// What a founder has completed: on working days, some of it around midnight, to test the zone.
    fn add_done(&mut self, place: usize) {
        let most = if DROWNING.contains(&place) { 5 } else { 9 };
        for nth in 0..2 + self.rng.below(most, "month done", place as u64) {
            let n = key(place, nth);
            let ago = self.rng.below(LENGTH, "month ago", n);
            let day = self.day(-i64::try_from(ago).unwrap_or(0) - 1);
            let day = if is_working_day(day) { day } else { last_working_day_before(day) };
            let at = match self.rng.below(12, "month hour", n) {
                0 => time(0, 0, 0, 0),
                1 => time(23, 59, 59, 0),
                hour => time(i8::try_from(hour).unwrap_or(0) + 7, 25, 0, 0),
            };
            let colleague = self.rng.below(self.people, "month closer", n);
            let closer = if self.rng.below(6, "month who", n) == 0 { colleague } else { place };
            let due = self.rng.below(2, "month due", n) == 0;
            let todo = self.task(place, n, day);
            self.todos.push(Todo {
                closed_at: Some(moment(day, at)),
                closer: Some(closer),
                due_at: due.then(|| whole_day(day)),
                ..todo
            });
        }
    }

    /// What a founder has to do.
    fn add_open(&mut self, place: usize) {
        let dues: &[i64] = match place {
            place if DROWNING.contains(&place) => &DUE_OF_DROWNING,
            place if IDLE.contains(&place) => return,
            _ => &DUE_OF_OTHERS,
        };
        let some = if dues.len() > DUE_OF_OTHERS.len() { 1 } else { 2 };
        for (nth, days) in dues.iter().enumerate() {
            let n = key(place, nth + LENGTH);
            if self.rng.below(some, "month open", n) != 0 {
                continue;
            }
            let day = self.day(*days);
            // Two of these on one day make it a full day; nothing is due on a day off.
            let day = if is_working_day(day) || *days == 0 { day } else { last_working_day_before(day) };
            let dated = self.rng.below(7, "month dated", n) != 0;
            let starts = self.rng.below(3, "month start", n) == 0;
            let todo = self.task(place, n, day.min(self.today));
            self.todos.push(Todo {
                due_at: dated.then(|| whole_day(day)),
                start_at: starts.then(|| moment(self.day(days - 3), Time::midnight())),
                ..todo
            });
        }
    }

    /// A to-do of a founder's that was made some days before a day.
    fn task(&self, place: usize, n: u64, before: Date) -> Todo {
        let rng = self.rng;
        let (content, project) = rng.pick(&TASKS, "month task", n);
        let age = i64::try_from(1 + rng.below(10, "month age", n)).unwrap_or(1);
        let created = before.saturating_sub(age.days());
        Todo {
            content: content.to_owned(),
            desc: rng.pick(&DESCRIPTIONS, "month desc", n),
            priority: rng.pick(&PRIORITIES, "month priority", n),
            in_box: u8::try_from(rng.below(4, "month box", n)).unwrap_or(0),
            created_at: moment(created, time(10, 40, 0, 0)),
            labels: rng.pick(&LABELS, "month labels", n),
            creator: rng.below(self.people, "month creator", n),
            assignee: Some(place),
            list: project * LISTS.len() + rng.below(LISTS.len(), "month list", n),
            comments: rng.below(5, "month comments", n),
            attachments: usize::from(rng.below(4, "month files", n) == 0),
            ..Todo::default()
        }
    }
}

fn key(place: usize, nth: usize) -> u64 {
    (place as u64) * 1000 + nth as u64
}

fn whole_day(day: Date) -> String {
    moment(day, time(23, 59, 59, 0))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 8, 28);

    fn open_of_each() -> BTreeMap<usize, usize> {
        let mut open = BTreeMap::new();
        for todo in month(Rng::new(1), TODAY, 128) {
            *open.entry(todo.assignee.unwrap()).or_default() += usize::from(todo.closed_at.is_none());
        }
        open
    }

    #[test]
    fn some_drown_and_some_idle() {
        let open = open_of_each();
        for place in DROWNING {
            assert_eq!(open[&place], DUE_OF_DROWNING.len());
        }
        for place in IDLE {
            assert_eq!(open[&place], 0);
        }
        assert!(open.values().filter(|count| (1..9).contains(*count)).count() > 10, "{open:?}");
    }

    #[test]
    fn the_last_week_had_work_done_on_its_working_days_alone() {
        let done: Vec<Date> = month(Rng::new(1), TODAY, 128)
            .iter()
            .filter_map(|todo| todo.closed_at.as_ref()?.get(..10)?.parse().ok())
            .collect();
        assert!(done.iter().all(|day| *day < TODAY && is_working_day(*day)));
        let week = done.iter().filter(|day| **day >= date(2026, 8, 21)).count();
        assert!(week > 15, "{week}");
    }

    #[test]
    fn a_small_team_has_a_month_too_and_nobody_has_none() {
        assert!(month(Rng::new(1), TODAY, 0).is_empty());
        assert!(month(Rng::new(1), TODAY, 5).iter().all(|todo| todo.creator < 5));
    }
}
