"""What is measured in each terminal: twenty clusters that a name may have, by the name of their row."""

CLUSTERS = {
    "张": "张",
    "𠮷 (Ext B)": "\U00020bb7",
    "U+2EBF0 (Ext I)": "\U0002ebf0",
    "U+323B0 (Ext H)": "\U000323b0",
    "葛 with U+E0100": "葛\U000e0100",
    "か with U+3099": "か\u3099",
    "ｶ with U+FF9E": "ｶ\uff9e",
    "Hangul L, V": "\u1112\u1161",
    "e with U+0301": "e\u0301",
    "䷀ U+4DC0": "\u4dc0",
    "𝌆 U+1D306": "\U0001d306",
    "❤ with U+FE0F": "\u2764\ufe0f",
    "1 with U+FE0F U+20E3": "1\ufe0f\u20e3",
    "👍 with a skin tone": "\U0001f44d\U0001f3fb",
    "family of three": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "flag of two letters": "\U0001f1e8\U0001f1f3",
    "· U+00B7": "\u00b7",
    "① U+2460": "\u2460",
    "Д U+0414": "\u0414",
    "“ U+201C": "\u201c",
}
