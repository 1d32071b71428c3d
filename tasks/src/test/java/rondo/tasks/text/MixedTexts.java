package rondo.tasks.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents of many scripts, emoji and odd spaces, the same ones at each run. */
final class MixedTexts {
  private static final String[] WORDS = {
    "Ada",
    "Lovelace",
    "schrieb",
    "é",
    "naïve",
    "A\u030angstro\u0308m",
    "cafe\u0301",
    "Z͑ͫ̓ͪ̂ͫa̴̵̞lgo",
    "Mr",
    "Dr",
    "z",
    "B",
    "U.S.A",
    "e.g",
    "don't",
    "3,14",
    "٣٫١٤",
    "१२३",
    "２０２４",
    "Ⅷ",
    "x²",
    "Москва",
    "Йод",
    "И\u0306од",
    "Ёлка",
    "العربية",
    "مُحَمَّد",
    "لندن",
    "עברית",
    "שָׁלוֹם",
    "ירושלים",
    "東京",
    "日本語のテキスト",
    "北京大学",
    "한국어",
    "हिन्दी",
    "क्षत्रिय",
    "நன்றி",
    "ไทย",
    "𝒜𝓁𝒾𝒸𝑒",
    "𐐷",
    "😀",
    "👩‍👩‍👧‍👦",
    "👍🏽",
    "🏳️‍🌈",
    "❤️",
    "🇳🇴",
    "1️⃣",
    "☕",
    "\uD83D",
    "\uDE00",
    "\uFFFD",
    "\uFEFF",
    "http://a.b/c?d=e",
    "@ada",
    "#tag",
    "--",
    "—",
    "“Ja",
    "so”",
    "«Où»",
    "(x",
    "y)",
    "「はい」",
    "…",
    "..."
  };
  private static final String[] GAPS = {
    " ", " ", " ", " ", "  ", "\t", "\n", "\r\n", "\n\n", "\r", "\u00A0", "\u2003", "\u3000",
    "\u200B", "\u200D", "\u202F", "\u2028", "\u0085", "\u000B", "\f", "\u001C", "\u180E", "", "",
    "-", "\u202E"
  };
  private static final String[] STOPS = {
    ".", ".", "!", "?", "?!", "…", "。", "！", "؟", "।", ".\"", ".)"
  };

  private MixedTexts() {}

  static List<String> documents(int count) {
    Random random = new Random(7);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      int words = random.nextInt(40);
      for (int w = 0; w < words; w++) {
        text.append(of(random, WORDS));
        text.append(random.nextInt(5) == 0 ? of(random, STOPS) : "");
        text.append(of(random, GAPS));
      }
      all.add(text.toString());
    }
    return all;
  }

  private static String of(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }
}
