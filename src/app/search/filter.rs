//! The filter's line: what is typed, what was typed before, and which members it leaves.

use crossterm::event::KeyEvent;
use unicode_segmentation::UnicodeSegmentation;

use super::completion::completions;
use super::folding::folded;
use super::index::SearchIndex;
use super::member_field::MemberField;
use super::project_term::ProjectTerm;
use super::rank::Rank;
use super::term_key::{EXACTLY, NOT, OR, SEPARATORS, TermKey, keyed};
use super::terms::{Mark, Terms, UnknownTerm, one_line, words_of};
use crate::app::kit::text_field::TextField;
use crate::tower::model::MemberId;

/// How many lines typed before are kept.
const REMEMBERED: usize = 50;

/// What is typed into the filter, and whether it is being typed right now.
#[derive(Debug, Default)]
pub struct Filter {
    /// The text.
    pub field: TextField,
    /// Whether keys go into it.
    pub editing: bool,
    terms: Terms,
    /// What was typed before, the oldest first.
    history: Vec<String>,
    /// Which of it is shown again.
    recalled: Option<usize>,
    /// What was typed when completing began, and how often it was asked for since.
    completed: Option<(String, usize)>,
}

impl Filter {
    /// A filter that was typed already.
    pub fn of(text: &str) -> Self {
        let mut filter = Self::default();
        filter.insert(text);
        filter
    }

    /// Whether it leaves everybody.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it takes a line of the screen.
    pub fn shows(&self) -> bool {
        self.editing || !self.is_empty()
    }

    /// Edits it with a key.
    pub fn press(&mut self, key: KeyEvent) {
        self.field.press(key);
        self.completed = None;
        self.read();
    }

    /// Goes on writing the word that is being typed, in a team of these groups and projects; asked again, the next that it
    /// may become. Whether there is one.
    pub fn complete(&mut self, groups: &[&str], projects: &[&str]) -> bool {
        let (typed, asked) = self.completed.take().unwrap_or_else(|| (self.field.text().to_owned(), 0));
        let all = completions(&typed, groups, projects);
        let found = asked.checked_rem(all.len()).and_then(|at| all.get(at));
        if let Some(text) = found {
            self.set(text);
            self.completed = Some((typed, asked + 1));
        }
        found.is_some()
    }

    /// Begins a new line; the one that is in force is remembered.
    pub fn begin(&mut self) {
        if !self.editing {
            self.clear();
        }
        self.editing = true;
    }

    /// Puts pasted text in; several lines are a list.
    pub fn insert(&mut self, text: &str) {
        self.field.insert(&one_line(text));
        self.completed = None;
        self.read();
    }

    /// Leaves everybody again, and keys go elsewhere.
    pub fn clear(&mut self) {
        self.keep();
        self.set("");
    }

    /// Keys go elsewhere; what is typed stays in force and is remembered.
    pub fn keep(&mut self) {
        self.editing = false;
        self.recalled = None;
        let text = self.field.text().trim().to_owned();
        if !text.is_empty() {
            self.history.retain(|line| *line != text);
            self.history.push(text);
            let surplus = self.history.len().saturating_sub(REMEMBERED);
            self.history.drain(..surplus);
        }
    }

    /// Shows the line typed before the one that shows.
    pub fn recall(&mut self) {
        let before = self.recalled.unwrap_or(self.history.len()).checked_sub(1);
        if let Some((at, line)) = before.and_then(|at| Some((at, self.history.get(at)?.clone()))) {
            self.set(&line);
            self.recalled = Some(at);
        }
    }

    /// Whether the member at this place stays.
    pub fn keeps(&self, index: &SearchIndex, at: usize, own: Option<&MemberId>) -> bool {
        self.rank(index, at, own).is_some()
    }

    /// How well the member at this place fits; none where they do not stay.
    pub fn rank(&self, index: &SearchIndex, at: usize, own: Option<&MemberId>) -> Option<Rank> {
        self.terms.rank(index, at, own)
    }

    /// What is typed, read.
    pub(super) fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The first term that means nothing in any team.
    pub fn unknown(&self) -> Option<UnknownTerm> {
        self.terms.unknown()
    }

    /// The first term that means nothing in a team of these members.
    pub fn unknown_among<'a>(
        &self,
        lists: &(impl Iterator<Item = &'a SearchIndex> + Clone),
    ) -> Option<UnknownTerm> {
        self.terms.unknown_among(lists)
    }

    /// Whether it may leave somebody although a term means nothing.
    pub fn is_lenient(&self) -> bool {
        let text = self.field.text();
        text.contains(NOT) || text.contains(OR) || text.contains(SEPARATORS)
    }

    /// What it asks of the projects that a member is in, which a member alone does not answer.
    pub fn projects(&self) -> &[ProjectTerm] {
        self.terms.projects()
    }

    /// Whether something that has nothing but a name stays.
    pub fn keeps_name(&self, name: &str) -> bool {
        self.terms.keep_name(name)
    }

    /// How well something fits that has these texts and is kept: each word counts where it fits best.
    pub fn rank_of(&self, texts: &[&str]) -> Rank {
        self.terms.rank_of(texts).unwrap_or(Rank::LAST)
    }

    /// Whether it asks for members who no longer take part.
    pub fn asks_for_inactive(&self) -> bool {
        self.terms.ask_for_inactive()
    }

    /// Whether it asks which member the account's own is.
    pub fn asks_for_own(&self) -> bool {
        self.terms.ask_for_own()
    }

    /// The same without what it says exactly of a key.
    pub(super) fn without(&self, key: TermKey) -> Self {
        let mut words = words_of(self.field.text());
        words.retain(|word| !is_exact(word, key));
        Self { terms: Terms::of(&words.join(" ")), ..Self::default() }
    }

    /// Whether this word is one of it.
    pub(super) fn says(&self, word: &str) -> bool {
        exact(word).is_some_and(|asked| {
            words_of(self.field.text()).iter().any(|one| exact(one).as_ref() == Some(&asked))
        })
    }

    /// Says this of a key and nothing else; where it says so already, nothing.
    pub fn toggle(&mut self, key: TermKey, word: &str) {
        let said = self.says(word);
        let mut words = words_of(self.field.text());
        words.retain(|one| !is_exact(one, key));
        words.extend((!said).then(|| word.to_owned()));
        self.set(&words.join(" "));
    }

    /// The parts of a text that stands at a place, and whether each of them is what was typed.
    pub fn parts(&self, text: &str, place: MemberField) -> Vec<(String, bool)> {
        let found = self.terms.found_in(place, text);
        if found.is_empty() {
            return vec![(text.to_owned(), false)];
        }
        let mut parts: Vec<(String, bool)> = Vec::new();
        for (start, cluster) in text.grapheme_indices(true) {
            let end = start + cluster.len();
            let hit = found.iter().any(|range| range.start < end && start < range.end);
            match parts.last_mut() {
                Some((part, same)) if *same == hit => part.push_str(cluster),
                _ => parts.push((cluster.to_owned(), hit)),
            }
        }
        parts
    }

    fn set(&mut self, text: &str) {
        self.completed = None;
        self.field = TextField::of(text);
        self.read();
    }

    fn read(&mut self) {
        self.terms = Terms::of(self.field.text());
    }
}

/// The key of a word that asks for exactly one thing, and that thing folded: of a mark, its English word.
fn exact(word: &str) -> Option<(TermKey, String)> {
    let (key, value) = keyed(word)?;
    let thing = match key {
        TermKey::Is => Mark::notable(&folded(value))?.word(false).to_owned(),
        _ => folded(value.strip_prefix(EXACTLY)?),
    };
    Some((key, thing))
}

fn is_exact(word: &str, key: TermKey) -> bool {
    exact(word).is_some_and(|(of, _)| of == key)
}

#[cfg(test)]
mod tests;
