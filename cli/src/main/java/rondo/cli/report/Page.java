package rondo.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The frame of the page: its head, what stands at the top, a section after the other. */
record Page(About about, List<Section> sections) {
  /** Nothing may be fetched, and nothing run; what a page is allowed, it says itself. */
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      """;

  String html() {
    Html page = new Html().markup(HEAD).element("title", "", about.title() + " · Rondo");
    page.open("style", "").markup(style()).close("style").close("head");
    page.open("body", "").open("main", "");
    top(page);
    for (Section each : sections) {
      page.open("section", "").element("h2", "", each.title());
      if (!each.note().isEmpty()) {
        page.element("p", "note", each.note());
      }
      page.markup(each.body()).close("section");
    }
    recipe(page);
    page.element("footer", "", "Written by Rondo at the end of the training.");
    return page.close("main").close("body").close("html").toString();
  }

  private void top(Html page) {
    page.open("header", "").element("p", "eyebrow", "Report of a training");
    page.said("h1", "", about.title()).said("p", "summary", about.summary());
    for (String notice : about.notices()) {
      page.said("p", "notice", notice);
    }
    page.open("dl", "facts");
    for (About.Fact fact : about.facts()) {
      page.open("div", "").element("dd", "", fact.value()).element("dt", "", fact.name());
      page.close("div");
    }
    page.close("dl").close("header");
  }

  private void recipe(Html page) {
    if (!about.recipe().isBlank()) {
      page.open("section", "").open("details", "");
      page.open("summary", "").element("h2", "", "Recipe").close("summary");
      page.element("p", "note", "rondo train --recipe recipe.txt -o again repeats this training.");
      page.said("pre", "scroll", about.recipe()).close("details").close("section");
    }
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing in Rondo's own jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Rondo's own jar cannot be read", e);
    }
  }
}
