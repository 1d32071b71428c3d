package rondo.engine.model;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The neighbour that is written before it takes a file's name. Its writer holds a lock on it, which
 * ends with the process: a neighbour that nobody holds was left by one that was killed, and the
 * next writer of the same file removes it, so that they never pile up. (A process' number would not
 * do: in containers it is often the same one again.)
 */
final class PartFile implements Closeable {
  private static final String END = ".part";

  /** Neighbours of this JVM: all of them in use, and opening one would end its lock. */
  private static final String OURS = UUID.randomUUID().toString();

  private final Path path;
  private final FileChannel channel;

  private PartFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A new neighbour, empty; those that were left behind are gone. */
  static PartFile beside(Path file) throws IOException {
    sweep(file);
    while (true) {
      String mark = OURS + "-" + Long.toHexString(System.nanoTime());
      Path path = file.resolveSibling(start(file) + mark + END);
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock(channel);
      if (Files.exists(path)) {
        return new PartFile(path, channel);
      }
      channel.close(); // somebody swept it away before it was locked
    }
  }

  private static String start(Path file) {
    return "." + file.getFileName() + ".";
  }

  private static void lock(FileChannel channel) {
    try {
      channel.lock();
    } catch (IOException e) {
      // a file system without locks: nobody there can lock a neighbour to sweep it away, either
    }
  }

  private static void sweep(Path file) {
    String start = start(file);
    DirectoryStream.Filter<Path> others =
        p -> {
          String name = p.getFileName().toString();
          return name.startsWith(start) && name.endsWith(END) && !name.contains(OURS);
        };
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(file.toAbsolutePath().getParent(), others)) {
      for (Path each : found) {
        removeUnlessHeld(each);
      }
    } catch (IOException e) {
      // what keeps us from tidying need not keep us from writing
    }
  }

  private static void removeUnlessHeld(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(part);
      }
    } catch (OverlappingFileLockException e) {
      // another thread is about to remove it
    }
  }

  void fill(WholeFile.Content content) throws IOException {
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    content.write(out);
    out.flush();
    channel.force(true);
  }

  /** Takes the file's name. */
  void rename(Path file) throws IOException {
    try {
      Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Leaves nothing behind but a file that has its name. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
