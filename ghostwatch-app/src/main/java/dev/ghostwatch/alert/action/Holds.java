package dev.ghostwatch.alert.action;

import java.util.List;

/** Where holds are kept. What a method has done is on disk when it returns. */
public interface Holds {
  /** Keeps a hold, before the change is sent; gives it its number. */
  Hold add(Hold hold);

  /** Keeps that another value was there before. */
  void changeBefore(Hold hold);

  void remove(Hold hold);

  /** All that are kept, the oldest first. */
  List<Hold> all();
}
