//! What is documented to come whole and says that more of it follows: it is asked for, and joined to what has come.

use std::collections::HashSet;

use super::endpoints::{Call, Reply};
use crate::tower::todo::Which;

/// More pages than any such list has: they are read one after another, and somebody waits.
const MOST_PAGES: u32 = 50;

/// Joins what followed to a list of this kind, whose things stand in this field.
macro_rules! joined {
    ($kind:ident, $things:ident, $all:ident, $more:ident) => {{
        let (mut all, more) = ($all, $more);
        let known: HashSet<_> = all.$things.iter().map(|one| one.id.clone()).collect();
        let had = more.$things.len();
        let before = all.$things.len();
        all.$things.extend(more.$things.into_iter().filter(|one| !known.contains(&one.id)));
        // What only repeats what was there repeats what could not be read of it as well.
        if had == 0 || all.$things.len() > before {
            all.unreadable = all.unreadable.saturating_add(more.unreadable);
        }
        all.has_next = more.has_next;
        Self::$kind(all)
    }};
}

impl Call {
    /// The call for what follows its reply, where that is of a list that should be whole and says that it is not.
    pub fn following(&self, reply: &Reply) -> Option<Self> {
        let (of, page) = match self {
            Self::Page { of, page } => (of.clone(), *page),
            _ => (Box::new(self.clone()), 1),
        };
        let goes_on = of.comes_whole() && reply.has_next() && page < MOST_PAGES;
        goes_on.then(|| Self::Page { of, page: page + 1 })
    }

    /// How much of such a list is in its reply, where that goes on behind what is read of any.
    pub fn cut_after(&self, reply: &Reply) -> Option<usize> {
        (self.comes_whole() && reply.has_next()).then(|| reply.count())
    }

    fn comes_whole(&self) -> bool {
        match self {
            Self::Teams | Self::Projects(_) | Self::Todolists(_) => true,
            Self::Todos { which, .. } => *which != Which::Done,
            Self::WithAttributes(call) => call.comes_whole(),
            _ => false,
        }
    }
}

impl Reply {
    fn has_next(&self) -> bool {
        match self {
            Self::Teams(list) => list.has_next,
            Self::Projects(list) => list.has_next,
            Self::Todolists(list) => list.has_next,
            Self::Todos(page) => page.has_next,
            Self::WithAttributes { of, .. } => of.has_next(),
            _ => false,
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::Teams(list) => list.teams.len(),
            Self::Projects(list) => list.projects.len(),
            Self::Todolists(list) => list.lists.len(),
            Self::Todos(page) => page.todos.len(),
            Self::WithAttributes { of, .. } => of.count(),
            _ => 0,
        }
    }

    /// It with what followed it, each thing once.
    #[must_use]
    pub fn followed_by(self, more: Self) -> Self {
        match (self, more) {
            (Self::Teams(all), Self::Teams(more)) => joined!(Teams, teams, all, more),
            (Self::Projects(all), Self::Projects(more)) => joined!(Projects, projects, all, more),
            (Self::Todolists(all), Self::Todolists(more)) => joined!(Todolists, lists, all, more),
            (Self::Todos(all), Self::Todos(more)) => joined!(Todos, todos, all, more),
            (
                Self::WithAttributes { mut attributes, of },
                Self::WithAttributes { attributes: others, of: more },
            ) => {
                attributes.extend(others);
                Self::WithAttributes { attributes, of: Box::new(of.followed_by(*more)) }
            }
            (all, _) => all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::{Id, MemberId, ProjectId, TeamId};
    use crate::tower::wire::Answer;

    /// What comes of a call whose pages have these ids.
    fn read(call: &Call, pages: &[&[&str]]) -> (Reply, usize) {
        let page = |at: usize| {
            let ids = pages.get(at).into_iter().copied().flatten();
            let data: Vec<String> =
                ids.map(|id| format!(r#"{{"id": "{id}", "attributes": {{"name": "x"}}}}"#)).collect();
            let next = if at + 1 < pages.len() { r#""x""# } else { "null" };
            format!(r#"{{"data": [{}], "links": {{"next": {next}}}}}"#, data.join(", ")).into_bytes()
        };
        let answer = |at| Answer { status: 200, body: page(at), ..Answer::default() };
        let mut reply = call.read(Ok(answer(0)), 0).unwrap();
        let (mut next, mut asked) = (call.following(&reply), 1);
        while let Some(call) = next {
            let more = call.read(Ok(answer(asked)), 0).unwrap();
            asked += 1;
            next = call.following(&more);
            reply = reply.followed_by(more);
        }
        (reply, asked)
    }

    #[test]
    fn u57_what_should_come_whole_and_says_that_more_follows_is_asked_for_more() {
        let (team, member) = (TeamId(Id::parse("t1").unwrap()), MemberId(Id::parse("m1").unwrap()));
        let todos = |which| Call::Todos { member: member.clone(), which, page: 1 };
        let pages: &[&[&str]] = &[&["a", "b", "/"], &["b", "/"], &[], &["c", "/"]];
        for call in [
            Call::Teams,
            Call::Projects(team.clone()),
            Call::Todolists(ProjectId(Id::parse("p1").unwrap())),
            todos(Which::Open),
            todos(Which::Created),
            Call::WithAttributes(Box::new(Call::Teams)),
        ] {
            let (reply, asked) = read(&call, pages);
            if let Reply::WithAttributes { attributes, .. } = &reply {
                assert_eq!(attributes.len(), 4, "{attributes:?}");
            }
            assert_eq!(call.cut_after(&reply), None);
            assert_eq!(
                (reply.count(), reply.unreadable(), asked),
                (3, 2, 4),
                "what repeats a page counts once: {call:?}"
            );
        }
        assert_eq!(read(&todos(Which::Done), pages).1, 1, "whoever looks asks for more of it");
        let endless = vec![&["a"][..]; 600];
        let (cut, asked) = read(&Call::Teams, &endless);
        assert_eq!((Call::Teams.cut_after(&cut), asked), (Some(1), 50));
        let second = Call::Teams.following(&read(&Call::Teams, &[&["a"]]).0);
        assert_eq!(second, None);
        let second = Call::Page { of: Box::new(Call::Projects(team)), page: 2 };
        assert_eq!(
            (second.path().as_str(), second.query()),
            ("/teams/t1/projects", vec![("page[number]", "2".into())])
        );
    }
}
