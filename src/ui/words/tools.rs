//! Words of the commands about the program itself.

use super::{Text, Words};

impl Words {
    /// What stands above the columns of the table of keys.
    pub fn headings_of_keys(self) -> [Text; 3] {
        [self.pick("keys", "按键"), self.pick("what they do", "作用"), self.pick("where", "在哪里")]
    }

    /// Where a key works that works on every screen.
    pub fn everywhere(self) -> Text {
        self.pick("everywhere", "所有界面")
    }
}
