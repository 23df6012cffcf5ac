//! What a team did and has to do, as the client reads it from the built-in Tower.

use jiff::civil::{Date, date};
use tower_tui::base::calendar::day_at_tower;
use tower_tui::demo::{Fault, Habits, Plan, What};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::event::{Event, Feed, Trail};
use tower_tui::tower::failure::{Failure, Unreadable};
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::model::{Id, MemberId, ProjectId, TeamId};
use tower_tui::tower::todo::{Todo, TodoId, Which};
use tower_tui::tower::todo_address::TodoAddress;
use tower_tui::tower::work::{Item, Period, Report, Section, Sources, Workload, goes_back_to, my_day};

use crate::driver::{Driver, plan};

const TODAY: Date = date(2026, 8, 28);

fn signed_in() -> Driver {
    Driver::signed_in(Plan { today: TODAY, ..plan(Habits::default()) })
}

fn teams(driver: &mut Driver) -> Vec<TeamId> {
    match driver.call(Call::Teams) {
        Ok(Reply::Teams(list)) => list.teams.into_iter().map(|team| team.id).collect(),
        other => panic!("{other:?}"),
    }
}

fn members(driver: &mut Driver, team: &TeamId) -> MemberPage {
    match driver.call(Call::Members { team: team.clone(), page: 1 }) {
        Ok(Reply::Members(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn projects(driver: &mut Driver, team: &TeamId) -> Vec<ProjectId> {
    match driver.call(Call::Projects(team.clone())) {
        Ok(Reply::Projects(list)) => list.projects.into_iter().map(|project| project.id).collect(),
        other => panic!("{other:?}"),
    }
}

fn todos(driver: &mut Driver, member: &MemberId, which: Which, page: u32) -> Vec<Todo> {
    match driver.call(Call::Todos { member: member.clone(), which, page }) {
        Ok(Reply::Todos(page)) => page.todos,
        other => panic!("{other:?}"),
    }
}

/// All events of a feed.
fn walked(driver: &mut Driver, team: &TeamId, feed: &Feed) -> Vec<Event> {
    let mut trail = Trail::default();
    let mut all = Vec::new();
    while !trail.is_over() {
        let after = trail.after().cloned();
        let call = Call::Events { team: team.clone(), feed: feed.clone(), after };
        match driver.call(call) {
            Ok(Reply::Events(page)) => all.extend(trail.take(page)),
            other => panic!("{other:?}"),
        }
    }
    all
}

#[test]
fn a_feed_is_walked_to_its_end_whosever_it_is() {
    let mut driver = signed_in();
    let team = teams(&mut driver).remove(0);
    let all = walked(&mut driver, &team, &Feed::Team);
    assert!(all.len() > 200 && all.is_sorted_by(|newer, older| newer.at >= older.at));
    let member = members(&mut driver, &team).members.get(13).expect("a member").id;
    let of_member = walked(&mut driver, &team, &Feed::Member(member.clone()));
    let by = |event: &Event| event.by.as_ref().map(|by| by.id.clone());
    assert!(!of_member.is_empty() && of_member.iter().all(|event| by(event).as_ref() == Some(&member)));
    assert_eq!(of_member.len(), all.iter().filter(|event| by(event).as_ref() == Some(&member)).count());
    let project = projects(&mut driver, &team).remove(0);
    let of_project = walked(&mut driver, &team, &Feed::Project(project));
    let place = |event: &Event| event.place.as_ref().map(ToString::to_string);
    assert!(!of_project.is_empty() && of_project.iter().all(|one| place(one).as_deref() == Some("移动端")));
}

#[test]
fn projects_come_with_their_lists_their_to_dos_and_their_people() {
    let mut driver = signed_in();
    let team = teams(&mut driver).remove(0);
    let Ok(Reply::Projects(list)) = driver.call(Call::Projects(team.clone())) else { panic!("no projects") };
    let flags: Vec<_> =
        list.projects.iter().map(|project| (project.is_pinned, project.is_archived)).collect();
    assert_eq!((flags[0], flags[5]), ((true, false), (false, true)));
    let project = list.projects[3].id.clone();
    let Ok(Reply::Todolists(lists)) = driver.call(Call::Todolists(project.clone())) else {
        panic!("no lists")
    };
    assert_eq!(lists.lists.len(), 3);
    assert!(lists.lists[0].is_default && lists.lists.iter().all(|list| list.missing == 0));
    let todos: Vec<&Todo> = lists.lists.iter().flat_map(|list| &list.todos).collect();
    assert!(todos.len() > 5 && todos.iter().all(|todo| todo.project_id.as_ref() == Some(&project)));
    assert!(todos.iter().any(|todo| todo.assignee.as_ref().is_some_and(|member| member.name.is_some())));
    let all = members(&mut driver, &team).members.len();
    let people = driver.call(Call::ProjectMembers { project, page: 1 });
    assert!(matches!(people, Ok(Reply::Members(page)) if (1..all).contains(&page.members.len())));
}

#[test]
fn a_to_do_is_opened_by_whatever_names_it_and_its_comments_are_read_by_the_page() {
    let mut driver = signed_in();
    let all = teams(&mut driver);
    let origin = driver.built_in().origin().to_owned();
    let open = |driver: &mut Driver, team: &TeamId, named: &str| {
        let address = TodoAddress::read(named, &origin).unwrap_or_else(|| panic!("{named}"));
        driver.call(address.call(team))
    };
    let Ok(Reply::Todo(todo)) = open(&mut driver, &all[0], "#4116") else { panic!("no to-do") };
    assert_eq!((todo.number, todo.comment_count, todo.attachments.len()), (Some(4116), 27, 2));
    assert_eq!((todo.comments.len(), todo.steps.iter().filter(|step| step.todo.is_some()).count()), (27, 3));
    assert!(!format!("{todo:?}").contains("Signature"), "no signed address is kept");
    let mentioned = |text: &str| text.starts_with("@林小北");
    assert!(todo.comments.iter().any(|one| one.text.as_ref().is_some_and(|text| mentioned(text.as_str()))));
    let link = todo.link(&origin).unwrap();
    assert_eq!(open(&mut driver, &all[1], &link), Ok(Reply::Todo(todo.clone())), "it says where it is");
    assert_eq!(open(&mut driver, &all[1], "4116"), Err(Failure::Gone), "the number is another team's");

    let mut comments = Vec::new();
    for page in 1.. {
        let call = Call::Comments { todo: todo.id.clone(), page };
        let Ok(Reply::Comments(came)) = driver.call(call) else { panic!("no comments") };
        comments.extend(came.comments);
        if came.is_last {
            break;
        }
    }
    assert_eq!(comments, todo.comments);
}

#[test]
fn a_team_has_somebody_who_drowns_and_somebody_who_idles() {
    let mut driver = signed_in();
    let team = teams(&mut driver).remove(0);
    let people = members(&mut driver, &team).members;
    let loads: Vec<Workload> = people
        .iter()
        .take(30)
        .map(|member| Workload::of(&todos(&mut driver, &member.id, Which::Open, 1), TODAY, false))
        .collect();
    assert!(loads.iter().any(|load| load.overdue >= 6 && load.due_today >= 2), "{loads:?}");
    assert!(loads.iter().any(|load| load.open == 0), "{loads:?}");
}

#[test]
fn a_week_is_reported_with_what_was_done_in_it() {
    let mut driver = signed_in();
    let team = teams(&mut driver).remove(0);
    let week = Period { since: date(2026, 8, 17), until: TODAY };
    let mut with_work = 0;
    for member in members(&mut driver, &team).members.iter().take(30) {
        let mut done = Vec::new();
        for page in 1..=3 {
            let came = todos(&mut driver, &member.id, Which::Done, page);
            let goes_on = !came.is_empty() && goes_back_to(&came, week);
            done.extend(came);
            if !goes_on {
                break;
            }
        }
        let open = todos(&mut driver, &member.id, Which::Open, 1);
        let created = todos(&mut driver, &member.id, Which::Created, 1);
        let sources =
            Sources { of: Some(&member.id), done: &done, open: &open, created: &created, events: &[] };
        let report = Report::of(sources, week, TODAY);
        let in_week = |todo: &&Todo| {
            todo.done().is_some_and(|at| (week.since..=week.until).contains(&day_at_tower(at)))
        };
        assert_eq!(report.count(Item::Done), done.iter().filter(in_week).count());
        with_work += usize::from(report.count(Item::Done) > 0);
    }
    assert!(with_work > 10, "{with_work}");
}

#[test]
fn the_accounts_own_day_is_read_over_all_its_teams() {
    let mut driver = signed_in();
    let mut all = Vec::new();
    for team in teams(&mut driver) {
        let Ok(Reply::OwnMember(Some(own))) = driver.call(Call::OwnMember(team.clone())) else {
            panic!("nobody")
        };
        let open = todos(&mut driver, &own.id, Which::Open, 1);
        all.extend(open.into_iter().map(|todo| (todo, team.clone())));
    }
    let day = my_day(all.iter().map(|(todo, team)| (todo, team)), TODAY);
    assert!(!day.is_empty() && day.is_sorted_by_key(|(section, ..)| *section));
    assert!(day.iter().any(|(section, ..)| *section != Section::None));
}

#[test]
fn notifications_come_by_the_page_and_lead_to_to_dos() {
    let mut driver = signed_in();
    let team = teams(&mut driver).remove(0);
    let mut page = |page| match driver.call(Call::Notifications { team: team.clone(), page }) {
        Ok(Reply::Notifications(page)) => page,
        other => panic!("{other:?}"),
    };
    let (first, second) = (page(1), page(2));
    assert_eq!((first.notifications.len(), first.is_last, first.pages), (25, false, Some(2)));
    assert_eq!((second.notifications.len(), second.is_last), (5, true));
    assert!(first.notifications.iter().any(|one| one.todo.is_some() && one.title.is_some()));
    assert!(first.notifications.iter().any(|one| !one.is_read));
}

#[test]
fn each_failure_of_each_call_is_taken_for_what_it_is() {
    let status = |status| What::Status { status, headers: Vec::new(), body: String::new() };
    let id = || Id::parse("a1").expect("an id");
    let team = TeamId(id());
    let calls = [
        Call::Events { team: team.clone(), feed: Feed::Team, after: None },
        Call::Notifications { team: team.clone(), page: 1 },
        Call::Projects(team.clone()),
        Call::Todolists(ProjectId(id())),
        Call::ProjectMembers { project: ProjectId(id()), page: 1 },
        Call::TodoByNumber { team, number: 4116 },
        Call::Comments { todo: TodoId(id()), page: 1 },
    ];
    for (what, failure) in [
        (status(403), Failure::Forbidden),
        (status(404), Failure::Gone),
        (status(500), Failure::Refused { status: 500, retry_after: None }),
        (What::Html("<p>hotel".into()), Failure::Unreadable(Unreadable::WebPage)),
    ] {
        let mut driver = signed_in();
        for call in &calls {
            driver.control().script(Fault::once(format!("/api/v1{}", call.path()), what.clone()));
            assert_eq!(driver.call(call.clone()), Err(failure.clone()), "{call:?}");
        }
    }
}
