package rondo.tasks;

import rondo.core.Plugin;

/** Contributes the tasks of this module. */
public final class TasksPlugin extends Plugin {
  public TasksPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    task(NerType.class);
    task(TagType.class);
    task(ClassifyType.class);
    task(TranslateType.class);
  }
}
