package dev.ghostwatch.client.log;

import static dev.ghostwatch.client.log.Bytes.literal;
import static dev.ghostwatch.client.log.Bytes.mask;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Knows the words for levels, and which INFO texts say something about a run. */
final class LevelWords {

  private static final class Word {
    final byte[] text;
    final LineLevel level;

    Word(byte[] text, LineLevel level) {
      this.text = text;
      this.level = level;
    }
  }

  private static final Word[] WORDS = {
    word("INFO ", LineLevel.INFO),
    word("ERROR ", LineLevel.ERROR),
    word("WARNING ", LineLevel.WARNING),
    word("FATAL ", LineLevel.FATAL),
    word("DEBUG ", LineLevel.DEBUG),
    word("NOTICE ", LineLevel.INFO),
    word("CRITICAL ", LineLevel.ERROR),
    word("WARN ", LineLevel.WARNING),
    word("[info] ", LineLevel.INFO),
    word("[error] ", LineLevel.ERROR),
    word("[warn] ", LineLevel.WARNING),
    word("[warning] ", LineLevel.WARNING),
    word("[fatal] ", LineLevel.FATAL),
    word("[debug] ", LineLevel.DEBUG),
    word("[notice] ", LineLevel.INFO),
    word("[critical] ", LineLevel.ERROR),
  };

  /** How texts begin that say something about a run; all others only show that time passes. */
  private static final long[] NOTABLE = {
    literal("starting"),
    literal("Migratin"),
    literal("Revertin"),
    literal("Estimate"),
    literal("Exact nu"),
    literal("Ghost ta"),
    literal("Row copy"),
    literal("Grabbing"),
    literal("Locking "),
    literal("Tables r"),
    literal("Table lo"),
    literal("Renaming"),
    literal("Lock & r"),
    literal("Success!"),
    literal("New tabl"),
    literal("Created "),
    literal("Resuming"),
    literal("Received"),
    literal("StreamEv"),
    literal("Reconnec"),
    literal("binlog c"),
    literal("Migrated"),
  };

  private static final long EXECUTING = literal("executin");
  private static final long INTERACTIVE = literal("t-on-int");
  private static final long DONE = literal("Done");
  private static final long ETA = literal("ETA: ");
  private static final long LAG = literal("lag is ");

  /** The first characters of texts that may say something. */
  private static final boolean[] BEGINS_NOTABLE = new boolean[256];

  /** By their first character those of {@link #NOTABLE}. */
  private static final long[][] NOTABLE_BY_FIRST = new long[256][];

  /** By their first character the words for levels. */
  private static final Word[][] BY_FIRST = new Word[256][];

  static {
    for (long text : new long[] {EXECUTING, DONE, ETA, LAG}) {
      BEGINS_NOTABLE[(int) (text & 0xff)] = true;
    }
    Arrays.fill(NOTABLE_BY_FIRST, new long[0]);
    for (long text : NOTABLE) {
      int first = (int) (text & 0xff);
      BEGINS_NOTABLE[first] = true;
      long[] known = NOTABLE_BY_FIRST[first];
      long[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = text;
      NOTABLE_BY_FIRST[first] = more;
    }
    Arrays.fill(BY_FIRST, new Word[0]);
    for (Word word : WORDS) {
      Word[] known = BY_FIRST[word.text[0]];
      Word[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = word;
      BY_FIRST[word.text[0]] = more;
    }
  }

  /** Length of the word found by {@link #at}, with the blank behind it. */
  int length;

  private static Word word(String text, LineLevel level) {
    return new Word(Bytes.ascii(text), level);
  }

  /** The level that stands here, or null. */
  @Nullable LineLevel at(byte[] bytes, int start, int end) {
    for (Word word : BY_FIRST[bytes[start] & 0xff]) {
      if (Bytes.startsWith(bytes, start, end, word.text)) {
        length = word.text.length;
        return word.level;
      }
    }
    return null;
  }

  /** Whether an INFO text beginning here says nothing about a run. */
  boolean isPlain(byte[] bytes, int start) {
    int first = bytes[start] & 0xff;
    if (!BEGINS_NOTABLE[first]) {
      return true;
    }
    long text = Bytes.word(bytes, start);
    for (long notable : NOTABLE_BY_FIRST[first]) {
      if (text == notable) {
        return false;
      }
    }
    if (text == EXECUTING) {
      // The hooks that gh-ost calls by itself tell nothing; those for commands do.
      return Bytes.word(bytes, start + 15) != INTERACTIVE;
    }
    return (text & mask(4)) != DONE && (text & mask(5)) != ETA && (text & mask(7)) != LAG;
  }
}
