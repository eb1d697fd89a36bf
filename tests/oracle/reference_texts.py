"""The texts that references are made for. They are chosen for what they exercise, not for what they say."""

from __future__ import annotations

import unicodedata

PROMPTS = (
    "When John and Mary went to the shop, John gave the bag to",
    "The capital city of France is called",
    "Once upon a time, in a village by the sea, there lived an old",
    "Python에서 리스트를 정렬하는 방법을 알려주세요",
    "오늘은 비가 많이 와서 집에서 책을 읽었다. 저녁에는",
    "대한민국의 수도는",
    "日本の首都は東京です。フランスの首都は",
    "def fibonacci(n):\n    if n < 2:\n        return n\n    return",
    "for (int i = 0; i < 10; i++) {\n\tprintf(",
    "<html>\n<head><title>Test</title></head>\n<body>\n<ul>\n  <li>",
)

LONG_PROMPT = " ".join(
    f"In the year {1900 + i}, the {word} of the town wrote a letter about the river."
    for i, word in enumerate(["mayor", "baker", "teacher", "doctor", "miller", "priest", "singer"] * 6)
)
"""About 800 tokens, so that the 512-token windows of the local layers cut something off."""

HARD_STRINGS = (
    "",
    " ",
    "a",
    "hello world",
    "  two  leading",
    "trailing  ",
    "tabs\tand\t\ttabs",
    " " * 2,
    " " * 31,
    " " * 32,
    " " * 33 + "x",
    "a" + " " * 64 + "b",
    " " * 100,
    "\n",
    "\n" * 31,
    "\n" * 40,
    "\r\n\r\nx\r",
    "\t" * 35,
    " \n \n  \n",
    "Python에서 리스트를 정렬하는 방법을 알려주세요",
    "안녕하세요? 저는 한국어를 공부합니다.",
    "뷁쀍햏 ㄱㄴㄷ ㅏㅑ",
    "日本語のテキスト。漢字とかな、カタカナ。",
    "中文分词测试，没有空格",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈 flag 🇰🇷",
    "emoji 🤌🏿 new 🫨",
    unicodedata.normalize("NFD", "한국어 조합형 é ñ ü"),
    "e\u0301\u0327\u0323",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𒀀𒀁 𓂀",
    "ﷺ ٱلسلام عليكم",
    "नमस्ते दुनिया",
    "ไทยไม่มีช่องว่าง",
    "x\u00a0y\u3000z\u200bw",
    "\ufeffbyte order mark",
    "\u0000\u0001\u007f",
    "\ud7ff\ue000\uffff",
    "<bos>user text<eos>",
    "<start_of_turn>user\nhi<end_of_turn>\n<start_of_turn>model\n",
    "<unused5> <unused6241><mask><pad><unk>",
    "[multimodal] [multimoda",
    "<0x0A> <0xE3>",
    "<table><tr><td>1</td></tr></table>",
    "<b>x</b> </div> > </ a",
    "<a href='x'>link</a> <h1>t</h1>",
    "▁▁ literal ▁mark",
    "def f(x):\n    if x:\n        return [i for i in range(10)]\n",
    'for (int i=0;i<10;i++){\n\tprintf("%d\\n", i);\n}',
    '{"key": [1, 2.5e-10, null], "한글": "값"}',
    "https://example.com/a?b=c&d=%20#frag",
    "1234567890 3.14159 1,000,000 0xFF",
    "don't can't I'm we've",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "=" * 80,
    "MiXeD CaSe WORDS and_snake_case CamelCase",
    "∑∏∫ √2 ≤ ≥ ≠ ∞ αβγ",
)
