//! The made-up world: one account, five teams. What is in a team is made when it is first asked for.

use std::sync::OnceLock;

use jiff::civil::{Date, date, time};

use super::dice::Dice;
use super::people::{Person, own_place, people, person};
use super::work::{Work, moment, work};

/// The account's name.
pub(super) const NICKNAME: &str = "林小北";
/// The account's address.
pub(super) const EMAIL: &str = "lin@example.com";

/// Name, day of creation and size of every team; the plan decides the size of the first.
const TEAMS: [(&str, Date, usize); 5] = [
    ("云端科技", date(2014, 5, 15), 0),
    ("API Team", date(2018, 4, 16), 3),
    ("艾泽拉斯大事件", date(2017, 7, 12), 450),
    ("Nordlicht Studio", date(2023, 2, 1), 0),
    ("一个名字特别特别长的团队用来测试省略号是否正确显示在这里", date(2020, 10, 10), 10_000),
];

/// Everything there is.
pub(super) struct World {
    pub(super) account: String,
    pub(super) teams: Vec<Team>,
}

/// A team and all that is in it.
pub(super) struct Team {
    pub(super) id: String,
    pub(super) name: &'static str,
    pub(super) created_at: String,
    /// Its place in the list of teams.
    pub(super) place: u64,
    pub(super) today: Date,
    pub(super) dice: Dice,
    size: usize,
    people: OnceLock<Vec<Person>>,
    work: OnceLock<Work>,
}

impl World {
    pub(super) fn new(seed: u64, today: Date, members: usize) -> Self {
        let dice = Dice::new(seed);
        let team = |(place, &(name, created, size)): (u64, &(&'static str, Date, usize))| Team {
            id: dice.id("team", place),
            name,
            created_at: moment(created, time(10, 0, 0, 0)),
            place,
            size: if place == 0 { members } else { size },
            today,
            dice,
            people: OnceLock::new(),
            work: OnceLock::new(),
        };
        Self { account: dice.id("user", 0), teams: (0..).zip(&TEAMS).map(team).collect() }
    }

    pub(super) fn team(&self, id: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// The first thing, over all teams, that `find` finds.
    pub(super) fn find<'world, T>(
        &'world self,
        find: impl Fn(&'world Team) -> Option<T>,
    ) -> Option<(&'world Team, T)> {
        self.teams.iter().find_map(|team| Some((team, find(team)?)))
    }
}

impl Team {
    pub(super) fn people(&self) -> &[Person] {
        self.people.get_or_init(|| people(self.dice, self.place, self.size))
    }

    pub(super) fn work(&self) -> &Work {
        self.work.get_or_init(|| work(self.dice, self.today, self.place, self.size))
    }

    /// The place of the account's own member, which exists even in a team that lists nobody.
    pub(super) const fn own_place(&self) -> usize {
        own_place(self.place)
    }

    /// The member at a place.
    pub(super) fn person(&self, place: usize) -> Person {
        person(self.dice, self.place, place)
    }

    /// The id of the group at a place; the place may be one that no group has.
    pub(super) fn group_id(&self, place: usize) -> String {
        self.dice.id("group", (self.place << 32) + place as u64)
    }
}
