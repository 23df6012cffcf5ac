//! The report of a member, as the Markdown that is copied and written.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use crate::app::core::screen::Screen;
use crate::app::kit::layout::Room;
use crate::app::screens::report::MemberReport;
use crate::base::measure::fit;
use crate::tower::work::{Item, Report};
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{header, line, member_label, pane, remote_state};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of a member's name.
const NAME: usize = 24;

impl Picture for MemberReport {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let cx = scene.cx();
        let areas = self.areas(&cx);
        let report = self.report(scene.data());
        let name = member_label::name(&self.name);
        if areas.room < Room::Table {
            let place = format!(" › {}", words.member_report());
            let right = remote_state::place("", report, Gaps::default());
            header::draw_in(scene, frame, areas.header, name, &place, right);
        } else {
            let team = member_label::name(&self.team.name);
            header::draw_in(
                scene,
                frame,
                areas.header,
                team,
                scene.trail,
                remote_state::standing(report, Gaps::default(), scene),
            );
        }
        let (cells, height) = self.room(&cx);
        let rows = self.rows_in(cells, &cx);
        let bottom = match report.value() {
            Some(_) if rows.len() > height => {
                vec![Span::raw(format!("{}/{}", (self.scroll + height).min(rows.len()), rows.len()))]
            }
            Some(_) => Vec::new(),
            None => remote_state::progress(report, &words.member_report(), scene),
        };
        // The first line says it as long as it is there.
        let title = if self.scroll == 0 && report.value().is_some() {
            words.member_report()
        } else {
            words.report_title(&fit(name, NAME), self.period)
        };
        let labels =
            pane::Labels { title: pane::title(title), top_right: String::new(), bottom_right: bottom };
        let inside = pane::draw(frame, areas.whole, areas.bordered, labels);
        let also = Helps { is_of_a_member: true, ..Helps::default() };
        if remote_state::instead(frame, inside, report, also, scene) {
            return;
        }
        let beside = if areas.bordered { " " } else { "" };
        for (row, y) in rows.into_iter().skip(self.scroll).zip(0..inside.height) {
            let style = if row.starts_with('#') { styles::STRONG } else { styles::PLAIN };
            line::put(frame, inside, y, &Line::styled(format!("{beside}{row}"), style));
        }
    }

    /// How much is in it, once it has come.
    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let gathering = self.report(scene.data()).value()?;
        let report = Report::of(gathering.sources(), self.period, scene.cx().today());
        let [done, overdue, open, created] =
            [Item::Done, Item::Overdue, Item::Open, Item::Created].map(|item| report.count(item));
        let words = scene.words;
        let title = words.report_title(member_label::name(&self.name), self.period);
        let gaps: Option<Text> =
            (!gathering.gaps().is_empty()).then(|| words.not_read().to_lowercase().into());
        let counts = words.report_counts(done, overdue, open, created);
        Some(words.under(&title, &words.in_a_row([counts].into_iter().chain(gaps))))
    }

    fn crumb(&self, words: Words) -> String {
        format!("{} › {}", fit(member_label::name(&self.name), NAME), words.member_report())
    }
}
