package rondo.tasks.data;

import rondo.core.Told;

/** Says where marks of a line stand, in whatever is counted; goes forward only. */
final class Counter {
  private final Manner.Places places;
  private int chars; // of the line, up to here
  private int characters; // those are so many code points
  private int tokens; // of the line, before this sentence

  Counter(Manner.Places places) {
    this.places = places;
  }

  /** Where a mark begins. */
  int from(Told told, Told.Mark mark) {
    return byToken() ? tokens + mark.from() : at(told.text(), told.place(mark).from());
  }

  /** One past where it ends. */
  int to(Told told, Told.Mark mark) {
    return byToken() ? tokens + mark.to() : at(told.text(), told.place(mark).to());
  }

  private boolean byToken() {
    return places == Manner.Places.TOKEN || places == Manner.Places.TAGS;
  }

  private int at(String line, int place) {
    if (places == Manner.Places.UTF16) {
      return place;
    }
    characters += line.codePointCount(chars, place);
    chars = place;
    return characters;
  }

  /** The next sentence of the line is due. */
  void sentence(Told told) {
    tokens += told.words().size();
  }

  /** The next line is due. */
  void line() {
    chars = 0;
    characters = 0;
    tokens = 0;
  }
}
