//! The made-up world: one account, five teams. What is in a team is made when it is first asked for.

use std::sync::OnceLock;

use jiff::civil::{Date, date, time};

use super::people::{Person, own_place, people, person};
use super::projects::{Work, moment};
use super::rng::Rng;
use super::todos::work;

/// The account's name.
pub(in crate::demo) const NICKNAME: &str = "林小北";
/// The account's address.
pub(in crate::demo) const EMAIL: &str = "lin@example.com";

/// Name, day of creation and size of every team; the plan decides the size of the first.
const TEAMS: [(&str, Date, usize); 5] = [
    ("云端科技", date(2014, 5, 15), 0),
    ("API Team", date(2018, 4, 16), 3),
    ("艾泽拉斯大事件", date(2017, 7, 12), 450),
    ("Nordlicht Studio", date(2023, 2, 1), 0),
    ("一个名字特别特别长的团队用来测试省略号是否正确显示在这里", date(2020, 10, 10), 10_000),
];

/// Everything there is.
pub(in crate::demo) struct World {
    pub(in crate::demo) account: String,
    pub(in crate::demo) teams: Vec<Team>,
}

/// A team and all that is in it.
pub(in crate::demo) struct Team {
    pub(in crate::demo) id: String,
    pub(in crate::demo) name: &'static str,
    pub(in crate::demo) created_at: String,
    /// Its place in the list of teams.
    pub(in crate::demo) place: u64,
    pub(in crate::demo) today: Date,
    pub(in crate::demo) rng: Rng,
    size: usize,
    done: usize,
    people: OnceLock<Vec<Person>>,
    work: OnceLock<Work>,
}

impl World {
    pub(in crate::demo) fn new(seed: u64, today: Date, members: usize, done: usize) -> Self {
        let rng = Rng::new(seed);
        let team = |(place, &(name, created, size)): (u64, &(&'static str, Date, usize))| Team {
            id: rng.id("team", place),
            name,
            created_at: moment(created, time(10, 0, 0, 0)),
            place,
            size: if place == 0 { members } else { size },
            done,
            today,
            rng,
            people: OnceLock::new(),
            work: OnceLock::new(),
        };
        Self { account: rng.id("user", 0), teams: (0..).zip(&TEAMS).map(team).collect() }
    }

    pub(in crate::demo) fn team(&self, id: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// The first thing, over all teams, that `find` finds.
    pub(in crate::demo) fn find<'world, T>(
        &'world self,
        find: impl Fn(&'world Team) -> Option<T>,
    ) -> Option<(&'world Team, T)> {
        self.teams.iter().find_map(|team| Some((team, find(team)?)))
    }
}

impl Team {
    pub(in crate::demo) fn people(&self) -> &[Person] {
        self.people.get_or_init(|| people(self.rng, self.place, self.size))
    }

    pub(in crate::demo) fn work(&self) -> &Work {
        self.work.get_or_init(|| work(self.rng, self.today, self.place, self.size, self.done))
    }

    /// The place of the account's own member, which exists even in a team that lists nobody.
    pub(in crate::demo) const fn own_place(&self) -> usize {
        own_place(self.place)
    }

    /// The member at a place.
    pub(in crate::demo) fn person(&self, place: usize) -> Person {
        person(self.rng, self.place, place)
    }

    /// The id of the group at a place; the place may be one that no group has.
    pub(in crate::demo) fn group_id(&self, place: usize) -> String {
        self.rng.id("group", (self.place << 32) + place as u64)
    }
}
