//! What the account was told, over all its teams.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::core::screen::Screen;
use crate::app::data::notifications::TeamNotifications;
use crate::app::data::remote::Remote;
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::{NEWS_TEAM, NEWS_WHEN, Room};
use crate::app::screens::notifications::{NewsLine, Notifications};
use crate::app::search::MemberField;
use crate::base::calendar::{at_tower, day_at_tower};
use crate::base::measure::{fit, pad, pad_left, width};
use crate::base::text::SafeText;
use crate::tower::model::Team;
use crate::tower::notification::Notification;
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of a team's name.
const TEAM: usize = 16;
/// The cells of a day or a time.
const WHEN: usize = 5;
/// The cells before a row, and those between two columns.
const BEFORE: usize = 4;
const GAP: usize = 2;

impl Picture for Notifications {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let data = scene.data();
        let areas = self.areas(&scene.cx());
        let unread = words.unread(data.unread(), !data.has_more_news()).into_owned();
        let mut right = vec![Span::styled(unread, styles::STRONG), Span::raw("  ")];
        let gaps = gaps(data);
        let nothing = Remote::default();
        let stalest = remote_state::stalest(data.news().map(|told| &told.list), scene.state.now);
        let stalest = stalest.unwrap_or(&nothing);
        right.extend(if areas.room < Room::Table {
            remote_state::place("", stalest, gaps)
        } else {
            header::beside_account(remote_state::standing(stalest, gaps, scene), scene)
        });
        let is_told = header::draw(frame, areas.header, &words.notifications(), right);
        filter_line::draw(frame, areas.filter, &self.filter, &self.shown.count().to_string(), scene);
        let bottom = bottom(self, is_told, scene);
        let taken = bottom.iter().map(|span| width(&span.content)).sum::<usize>();
        let more = if data.has_more_news() { "+" } else { "" };
        let labels = pane::Labels {
            title: pane::title(format!("{} {}{more}", words.notifications(), self.shown.count())),
            top_right: position(self),
            bottom_right: bottom,
        };
        let inside = pane::draw_list(frame, areas.list, areas.bordered, self.shown.lines.is_empty(), labels);
        if areas.bordered {
            let right = if taken == 0 { 0 } else { taken + 4 };
            pane::foot(frame, areas.list, &words.marks_nothing(), right);
        }
        if remote_state::instead(frame, inside, &data.teams, Helps::default(), scene) {
            return;
        }
        let all = self.all_teams(data);
        if self.shown.lines.is_empty() && self.filter.is_empty() && all > 0 && self.come == all {
            return pane::message(frame, inside, &[Line::raw(words.no_notifications())]);
        }
        rows(self, inside, areas.bordered, scene, frame);
    }

    fn crumb(&self, words: Words) -> String {
        words.notifications().into_owned()
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let words = scene.words;
        let (team, one) = self.selected(scene.data())?;
        let at = one.at.map(|at| at_tower(at).strftime("%Y-%m-%d %H:%M").to_string());
        let parts = [Some(what(one, words)), at, Some(member_label::name(&team.name).to_owned())];
        let said = words.in_a_row(parts.into_iter().flatten());
        let said = if one.is_read { Text::from(said) } else { words.unread_aloud(&said) };
        let place = || words.place_in_list(self.shown.position(), self.shown.count(), &said);
        (self.mode(&scene.cx()) == Mode::Notifications).then(place)
    }
}

fn gaps(data: &Data) -> Gaps {
    let is_cut = data.news().any(TeamNotifications::is_cut);
    Gaps {
        unreadable: data.unreadable_teams + data.news().map(|told| told.unreadable).sum::<usize>(),
        cut_after: is_cut.then(|| data.news().map(|told| told.rows().len()).sum()),
    }
}

fn position(shown: &Notifications) -> String {
    match shown.shown.count() {
        0 => "0".to_owned(),
        count => format!("{}/{count}", shown.shown.position() + 1),
    }
}

/// What the lower border says: how far it has come, and why no further.
fn bottom(shown: &Notifications, is_told: bool, scene: Scene<'_>) -> Vec<Span<'static>> {
    let words = scene.words;
    let data = scene.data();
    let key = |action| scene.key(Mode::Notifications, action);
    let all = shown.all_teams(data);
    if shown.shown.lines.is_empty() && !shown.filter.is_empty() && shown.come == all {
        let clears = scene.key(Mode::Filter, Action::Back);
        return vec![Span::raw(words.no_match(shown.filter.field.text().trim(), &clears))];
    }
    if data.teams.value().is_none() {
        return remote_state::progress(&data.teams, &words.teams(), scene);
    }
    if shown.come < all && shown.come + shown.failed < all && !shown.is_stopped() && scene.is_live() {
        return vec![Span::raw(words.news_come(shown.come, all, &key(Action::Back)))];
    }
    if shown.come < all || shown.failed > 0 {
        let why = data.news().find_map(|told| told.list.failure());
        let why = why.map(|why| Span::styled(format!("! {}  ", words.failure(why)), styles::STRONG));
        let said = if shown.come < all {
            words.news_missing(shown.come, all, &key(Action::Refresh))
        } else {
            words.retry_with(&key(Action::Refresh))
        };
        return why.into_iter().chain([Span::styled(said, styles::STRONG)]).collect();
    }
    if is_told { Vec::new() } else { gaps(data).said(words) }
}

/// What somebody did, to what, and what they wrote.
fn what(one: &Notification, words: Words) -> String {
    let by =
        one.by.as_ref().map_or_else(|| words.somebody().into_owned(), |by| member_label::name(by).to_owned());
    let action = one.action.as_ref().map_or("", SafeText::as_str);
    let title = one.title.as_ref().map_or("", SafeText::as_str).trim();
    let title = if title.is_empty() { words.untitled().into_owned() } else { title.to_owned() };
    let text = one.text.as_ref().map_or("", SafeText::as_str).replace('\n', " ");
    let text = if text.trim().is_empty() { String::new() } else { format!(": {}", text.trim()) };
    format!("{by} {action} {title}{text}").replace("  ", " ")
}

/// The time of what is of today, else the day.
fn when(one: &Notification, scene: Scene<'_>) -> String {
    let today = scene.cx().today();
    let told = |at| if day_at_tower(at) == today { "%H:%M" } else { "%m-%d" };
    one.at.map(|at| at_tower(at).strftime(told(at)).to_string()).unwrap_or_default()
}

fn rows(shown: &Notifications, inside: Rect, bordered: bool, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let words = scene.words;
    let cells = usize::from(inside.width);
    let items = || shown.shown.lines.iter().filter_map(|line| line.item(scene.data()));
    let widest = items().map(|(team, _)| width(member_label::name(&team.name))).max().unwrap_or(0);
    let columns = NewsColumns {
        cells,
        team: if cells < NEWS_TEAM { 0 } else { widest.min(TEAM) },
        when: if cells < NEWS_WHEN { 0 } else { WHEN },
    };
    let mut used = 0;
    for ((row, selected), y) in shown.shown.visible().zip(0..inside.height) {
        used = y + 1;
        let drawn = match (row, row.item(scene.data())) {
            (NewsLine::Heading { is_read, count }, _) => {
                Line::styled(format!(" ▾ {}", words.news_heading(*is_read, *count)), styles::DIM)
            }
            (_, Some(item)) => columns.row(item, selected, shown, scene),
            (_, None) => continue,
        };
        line::row(frame, inside, y, &drawn, selected && scene.state.follows(Mode::Notifications));
    }
    // Without a border it stands below the last of them.
    if !bordered && used < inside.height {
        line::put(frame, inside, used, &Line::styled(format!(" {}", words.marks_nothing()), styles::DIM));
    }
}

struct NewsColumns {
    cells: usize,
    team: usize,
    when: usize,
}

impl NewsColumns {
    /// `› • 王芳 评论了任务 周报: 好的      云端科技  18:00 `
    fn row(
        &self,
        (team, one): (&Team, &Notification),
        selected: bool,
        shown: &Notifications,
        scene: Scene<'_>,
    ) -> Line<'static> {
        let style = if selected { styles::SELECTED } else { styles::PLAIN };
        let style = if one.is_read { style } else { style.patch(styles::STRONG) };
        let gaps = [self.team, self.when].iter().filter(|cells| **cells > 0).count() * GAP;
        let room = self.cells.saturating_sub(BEFORE + self.team + self.when + gaps + 1);
        let mark =
            format!("{}{}", pad(if selected { "›" } else { "" }, 2), if one.is_read { "  " } else { "* " });
        let mut spans = vec![Span::styled(mark, style)];
        let said = what(one, scene.words);
        spans.extend(line::searched(&said, MemberField::Name, room, style, &shown.filter));
        if self.team > 0 {
            let name = fit(member_label::name(&team.name), self.team).into_owned();
            spans.push(line::cell(&format!("  {name}"), self.team + GAP, style));
        }
        if self.when > 0 {
            spans.push(Span::styled(format!("  {}", pad_left(&when(one, scene), self.when)), style));
        }
        spans.push(Span::styled(" ", style));
        Line::from(spans)
    }
}
