//! A robot that uses the program as a person does: it presses keys, pastes, waits, and reads the screen.
//!
//! It plays the world as well: `tower` and `token` answer what was asked, and its disk writes at once unless
//! told not to. There is no clock, socket, file or terminal in it.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Size};
use tower_tui::app::core::answers::KnownAnswers;
use tower_tui::app::data::disk_cache::Cached;
use tower_tui::app::keys::table::Mode;
use tower_tui::app::kit::appearance::Look;
use tower_tui::app::{Effect, Event, Startup};
use tower_tui::base::lang::Lang;
use tower_tui::base::measure::width;
use tower_tui::base::secret::Secret;
use tower_tui::base::text::without_escapes;
use tower_tui::base::time::{Now, Wall};
use tower_tui::runtime::demo::player::Player;
use tower_tui::session::{Fact, Stored};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::model::{Member, TeamId};
use tower_tui::tower::wire::{Answer, TransportError};
use tower_tui::ui;

use super::answers::{granted, safe};
use super::disk::Disk;
use super::keys::keys_of;
use super::people;
use super::startup::startup;

#[path = "robot_disk.rs"]
mod robot_disk;
#[path = "robot_world.rs"]
mod robot_world;

use robot_world::Surroundings;

/// When the robot's time begins.
const START: i64 = 1_790_000_000_000;

/// The program in the robot's hands.
pub(crate) struct Robot(Player<Surroundings>);

impl Deref for Robot {
    type Target = Player<Surroundings>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Robot {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl Robot {
    /// The program as it starts with this opening and what its session file holds.
    pub(crate) fn starting(startup: Startup, stored: Option<Stored>) -> Self {
        let now = Now { mono: Duration::from_secs(1), wall: Wall(START) };
        let first = startup.client.is_some();
        let disk = Disk::holding(Ok(stored.map(Box::new)));
        let surroundings = Surroundings { disk, browser: Ok(()), answers_todos: true, answers_news: true };
        let mut robot = Self(Player::new(startup, now, surroundings));
        if first {
            robot.looks_at_file();
        }
        robot
    }

    /// The program on a machine where nobody has signed in.
    pub(crate) fn new() -> Self {
        Self::starting(startup(), None)
    }

    /// The program after a sign-in, where this team was open last.
    pub(crate) fn with_last_team(team: TeamId) -> Self {
        let mut robot = Self::starting(Startup { last_team: Some(team), ..startup() }, None);
        robot.sign_in();
        robot
    }

    /// The program on its first run ever.
    pub(crate) fn first_run() -> Self {
        Self::first_run_knowing(KnownAnswers::default())
    }

    /// The program at its first start, where some of the answers are known.
    pub(crate) fn first_run_knowing(known: KnownAnswers) -> Self {
        Self::starting(Startup { client: None, known, ..startup() }, None)
    }

    /// The program with the built-in Tower.
    pub(crate) fn demo() -> Self {
        Self::starting(Startup { demo: true, ..startup() }, None)
    }

    /// The program over SSH, where no browser can be reached.
    pub(crate) fn without_browser() -> Self {
        Self::starting(Startup { has_browser: false, ..startup() }, None)
    }

    /// The program in a terminal that makes links of text.
    pub(crate) fn with_links() -> Self {
        Self::starting(Startup { hyperlinks: true, ..startup() }, None)
    }

    /// The program as it starts again, signed in as before, with what was cached at some time before.
    pub(crate) fn again(before: &Self, cached: Cached) -> Self {
        let stored = before.world.disk.file.clone().expect("a file").map(|stored| *stored);
        let last_team = cached.team.as_ref().map(|team| team.team.clone());
        Self::starting(Startup { cached: Some(Box::new(cached)), last_team, ..startup() }, stored)
    }

    /// The program after a sign-in, with a token of two hours and nothing loaded yet.
    pub(crate) fn signed_in() -> Self {
        let mut robot = Self::new();
        robot.sign_in();
        robot
    }

    pub(crate) fn sign_in(&mut self) {
        self.paste("3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1").press("<enter>");
        self.token(granted(7199));
    }

    /// The program with a team of two teams opened and its members on the screen.
    pub(crate) fn browsing() -> Self {
        let mut robot = Self::signed_in();
        robot.browse();
        robot
    }

    /// The program with its members on the screen, where Tower answers for notifications only when a test says so.
    pub(crate) fn waiting_for_news() -> Self {
        let mut robot = Self::signed_in();
        robot.world.answers_news = false;
        robot.browse();
        robot
    }

    /// The program with its members on the screen, where Tower answers for to-dos only when a test says so.
    pub(crate) fn waiting_for_todos() -> Self {
        let mut robot = Self::browsing();
        robot.world.answers_todos = false;
        robot
    }

    /// The program with its members on the screen, for a screen reader.
    pub(crate) fn listening() -> Self {
        let look = Look { accessible: true, ..Look::default() };
        let mut robot = Self::starting(Startup { look, ..startup() }, None);
        robot.sign_in();
        robot.browse();
        robot
    }

    /// The members on the screen, of a program that starts otherwise.
    pub(crate) fn browsing_with(change: impl FnOnce(&mut Startup)) -> Self {
        let mut startup = startup();
        change(&mut startup);
        let mut robot = Self::starting(startup, None);
        robot.sign_in();
        robot.browse();
        robot
    }

    fn browse(&mut self) {
        self.tower(Reply::User(people::user()));
        self.tower(Reply::Teams(people::teams().into()));
        self.press("<enter>");
        self.members(people::members());
        self.rest();
    }

    /// Lets the selection rest long enough for its to-dos to be there.
    pub(crate) fn rest(&mut self) -> &mut Self {
        self.wait_exactly(Duration::from_millis(250))
    }

    pub(crate) fn size(&mut self, width: u16, height: u16) -> &mut Self {
        self.happens(Event::Resized(Size { width, height }))
    }

    pub(crate) fn lang(&mut self, lang: Lang) -> &mut Self {
        self.state.lang = lang;
        self
    }

    /// Presses keys: `j`, `<enter>`, `<esc>`, `<tab>`, `<c-u>`, `<pgdn>` and so on.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys_of(keys) {
            let quick = self.is_signing_in();
            self.happens(Event::Key(key));
            if quick {
                self.0.pass(Duration::from_millis(10));
            }
        }
        self
    }

    /// Where keys too close together are taken for a paste, the robot types no faster than a person can.
    fn is_signing_in(&self) -> bool {
        use Mode::{LoginAddress, LoginCode, LoginTwoStep, LoginWait};
        matches!(self.state.mode_below(), LoginAddress | LoginCode | LoginTwoStep | LoginWait)
    }

    /// Pastes in a terminal that does not mark pastes: keys, one at once after the other.
    pub(crate) fn paste_as_keys(&mut self, keys: &str) -> &mut Self {
        for key in keys_of(keys) {
            self.happens(Event::Key(key));
        }
        self
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.happens(Event::Pasted(Secret::new(text)))
    }

    /// Lets seconds pass, waking the program whenever it wants to be woken.
    pub(crate) fn wait(&mut self, seconds: u64) -> &mut Self {
        self.wait_exactly(Duration::from_secs(seconds))
    }

    pub(crate) fn wait_exactly(&mut self, span: Duration) -> &mut Self {
        self.0.wait(span);
        self
    }

    /// A laptop sleeps: the wall clock goes on, the other stands still.
    pub(crate) fn sleep(&mut self, seconds: u64) -> &mut Self {
        self.0.now.wall = self.0.now.wall.plus(Duration::from_secs(seconds));
        self.happens(Event::Ticked)
    }

    /// Something happens, as the screen has it.
    pub(crate) fn happens(&mut self, event: Event) -> &mut Self {
        let event = ui::meant(&self.state, event);
        self.0.happens(event);
        self
    }

    /// The token endpoint answers the oldest question.
    pub(crate) fn token(&mut self, answer: Answer) -> &mut Self {
        self.token_comes_to(Ok(answer))
    }

    /// The oldest question for a token gets no answer.
    pub(crate) fn no_token(&mut self, lost: TransportError) -> &mut Self {
        self.token_comes_to(Err(lost))
    }

    fn token_comes_to(&mut self, result: Result<Answer, TransportError>) -> &mut Self {
        let request = self.tokens.pop_front().expect("no token was asked for").request;
        self.happens(Event::Session(Fact::TokenAnswered { request, result }))
    }

    /// Tower replies to the oldest call that such a reply can answer.
    pub(crate) fn tower(&mut self, reply: Reply) -> &mut Self {
        let fits = |call: &Call| match &reply {
            Reply::User(_) => *call == Call::User,
            Reply::Teams(_) => *call == Call::Teams,
            Reply::OwnMember(_) => matches!(call, Call::OwnMember(_)),
            Reply::Members(_) => matches!(call, Call::Members { .. } | Call::ProjectMembers { .. }),
            Reply::Todos(_) => matches!(call, Call::Todos { .. }),
            Reply::Todo(_) => matches!(call, Call::Todo(_) | Call::TodoByNumber { .. }),
            Reply::Events(_) => matches!(call, Call::Events { .. }),
            Reply::Notifications(_) => matches!(call, Call::Notifications { .. }),
            Reply::Projects(_) => matches!(call, Call::Projects(_)),
            Reply::Todolists(_) => matches!(call, Call::Todolists(_)),
            Reply::Comments(_) => matches!(call, Call::Comments { .. }),
            Reply::WithAttributes { .. } => matches!(call, Call::WithAttributes(_)),
            Reply::Form { .. } => matches!(call, Call::Form(_)),
        };
        let at =
            self.calls.iter().position(|request| fits(&request.call)).expect("nothing of the kind was asked");
        let request = self.calls.remove(at).expect("it is there").request;
        self.happens(Event::Session(Fact::Replied { request, result: Ok(reply) }))
    }

    /// The oldest call comes to nothing.
    pub(crate) fn fails_any(&mut self, why: Failure) -> &mut Self {
        let request = self.calls.pop_front().expect("something was asked for").request;
        self.happens(Event::Session(Fact::Replied { request, result: Err(why) }))
    }

    /// Tower replies to the call for this page of members.
    pub(crate) fn page(&mut self, number: u32, reply: Result<MemberPage, Failure>) -> &mut Self {
        let is_it = |call: &Call| matches!(call, Call::Members { page, .. } if *page == number);
        let at = self.calls.iter().position(|request| is_it(&request.call)).expect("this page was asked for");
        let request = self.calls.remove(at).expect("it is there").request;
        self.happens(Event::Session(Fact::Replied { request, result: reply.map(Reply::Members) }))
    }

    /// The newest call for a list comes to nothing.
    pub(crate) fn fails(&mut self, why: Failure) -> &mut Self {
        let is_list = |call: &Call| matches!(call, Call::Teams | Call::Members { .. });
        let at =
            self.calls.iter().rposition(|request| is_list(&request.call)).expect("no list was asked for");
        let request = self.calls.remove(at).expect("it is there").request;
        self.happens(Event::Session(Fact::Replied { request, result: Err(why) }))
    }

    /// The newest call for to-dos comes to nothing.
    pub(crate) fn fails_todos(&mut self, why: Failure) -> &mut Self {
        let is_it = |call: &Call| {
            matches!(
                call,
                Call::Todos { .. } | Call::Todo(_) | Call::TodoByNumber { .. } | Call::Comments { .. }
            )
        };
        let at = self.calls.iter().rposition(|request| is_it(&request.call)).expect("to-dos were asked for");
        let request = self.calls.remove(at).expect("it is there").request;
        self.happens(Event::Session(Fact::Replied { request, result: Err(why) }))
    }

    /// The call for what happened comes to nothing.
    pub(crate) fn fails_events(&mut self, why: Failure) -> &mut Self {
        let is_it = |call: &Call| matches!(call, Call::Events { .. });
        let at = self.calls.iter().position(|request| is_it(&request.call)).expect("events were asked for");
        let request = self.calls.remove(at).expect("it is there").request;
        self.happens(Event::Session(Fact::Replied { request, result: Err(why) }))
    }

    /// The oldest call of which this is true comes to nothing.
    pub(crate) fn fails_where(&mut self, is_it: impl Fn(&Call) -> bool, why: Failure) -> &mut Self {
        let at = self.calls.iter().position(|request| is_it(&request.call)).expect("it was asked for");
        let request = self.calls.remove(at).expect("it is there").request;
        self.happens(Event::Session(Fact::Replied { request, result: Err(why) }))
    }

    /// A refresh of what the screen shows finds no network.
    pub(crate) fn fails_to_refresh(&mut self) -> &mut Self {
        self.press("r").fails(Failure::Unreachable(safe("connection refused")))
    }

    /// Tower replies with the only page of members.
    pub(crate) fn members(&mut self, members: Vec<Member>) -> &mut Self {
        self.tower(Reply::Members(MemberPage {
            members: members.into(),
            pages: Some(1),
            is_last: true,
            ..MemberPage::default()
        }))
    }

    /// Tower says which member the account's own is in the team of this number: the busy one in the first, and one who
    /// has nothing to do in the others.
    pub(crate) fn own_member(&mut self, team: usize) -> &mut Self {
        let id = format!("team-{team}");
        let is_it = |call: &Call| matches!(call, Call::OwnMember(team) if team.0.as_str() == id);
        let at = self.calls.iter().position(|request| is_it(&request.call)).expect("it was asked for");
        let request = self.calls.remove(at).expect("it is there").request;
        let number = if team == 0 { 2 } else { 100 + team };
        let reply = Reply::OwnMember(Some(Box::new(people::member(number, "林小北"))));
        self.happens(Event::Session(Fact::Replied { request, result: Ok(reply) }))
    }

    /// The calls that wait for Tower.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.iter().map(|request| request.call.clone()).collect()
    }

    /// What of to-dos is asked for: whose, which list and which page of it, or the id of one.
    pub(crate) fn todos_asked(&self) -> Vec<String> {
        let one = |call| match call {
            Call::Todos { member, which, page } => {
                let whose = member.0.as_str().trim_start_matches("member-").to_owned();
                Some(format!("{whose} {which:?} {page}"))
            }
            Call::Todo(id) => Some(id.0.as_str().to_owned()),
            _ => None,
        };
        self.calls().into_iter().filter_map(one).collect()
    }

    /// The access tokens of the calls that wait for Tower.
    pub(crate) fn bearers(&self) -> Vec<String> {
        self.calls.iter().map(|request| request.access.expose().to_owned()).collect()
    }

    /// How many tokens are being asked for.
    pub(crate) fn tokens_asked(&self) -> usize {
        self.tokens.len()
    }

    /// The form of the oldest question for a token, as `name=value`.
    pub(crate) fn token_form(&self) -> Vec<String> {
        let request = self.tokens.front().expect("no token was asked for");
        request.form.iter().map(|(name, value)| format!("{name}={}", value.expose())).collect()
    }

    /// The `Authorization` of the oldest question for a token.
    pub(crate) fn token_bearer(&self) -> Option<String> {
        self.tokens.front()?.bearer.as_ref().map(|bearer| bearer.expose().to_owned())
    }

    /// All effects since the last time this was asked.
    pub(crate) fn done(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Whether the program has asked to end.
    pub(crate) fn has_quit(&mut self) -> bool {
        self.effects.contains(&Effect::Quit)
    }

    /// The screen as text, a line a row, without the spaces at the ends.
    pub(crate) fn screen(&self) -> String {
        let (buffer, _) = self.drawn();
        let area = buffer.area;
        let mut text = String::new();
        for y in 0..area.height {
            let mut x = 0;
            let mut row = String::new();
            while x < area.width {
                let symbol: String = without_escapes(buffer[(x, y)].symbol()).collect();
                row.push_str(&symbol);
                x += u16::try_from(width(&symbol).max(1)).expect("a cell is narrow");
            }
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }

    /// Whether the screen says this, on however many rows.
    pub(crate) fn says(&self, text: &str) -> bool {
        self.screen().split_whitespace().collect::<Vec<_>>().join(" ").contains(text)
    }

    /// The row of the screen on which this text stands.
    pub(crate) fn row(&self, text: &str) -> String {
        let screen = self.screen();
        screen.lines().find(|row| row.contains(text)).unwrap_or_default().to_owned()
    }

    /// Where the terminal's cursor stands; none when it is hidden.
    pub(crate) fn cursor(&self) -> Option<Position> {
        self.drawn().1
    }

    /// The cells as drawn.
    pub(crate) fn drawn(&self) -> (ratatui::buffer::Buffer, Option<Position>) {
        let size = self.state.size;
        let mut terminal =
            Terminal::new(TestBackend::new(size.width, size.height)).expect("a test backend opens");
        let mut shown = false;
        terminal
            .draw(|frame| {
                ui::draw(&self.state, frame);
                shown = true;
            })
            .expect("a test backend draws");
        assert!(shown);
        let position = terminal.backend().cursor_position();
        let cursor = terminal.backend().cursor_visible().then_some(position);
        (terminal.backend().buffer().clone(), cursor)
    }
}
