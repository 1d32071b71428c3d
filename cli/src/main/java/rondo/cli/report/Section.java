package rondo.cli.report;

/**
 * A part of the page.
 *
 * @param note what a reader should know before looking
 * @param body markup
 */
record Section(String title, String note, String body) {}
