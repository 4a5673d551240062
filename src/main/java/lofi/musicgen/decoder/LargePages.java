package lofi.musicgen.decoder;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/// Native memory in pages of 2 MiB where Linux gives them.
///
/// A step reads all weights once, 200 MB in 4-bit weights; with pages of 4 KiB a good part of that
/// time is spent on finding the pages. Elsewhere, and when anything fails, it is ordinary memory.
final class LargePages {
  private static final long PAGE = 2L << 20;

  // Linux' own numbers, the same on x86-64 and arm64.
  private static final int READ_AND_WRITE = 3;
  private static final int PRIVATE_AND_ANONYMOUS = 0x22;
  private static final int ADVISE_LARGE_PAGES = 14;
  private static final long FAILED = -1;

  private LargePages() {}

  /// Memory that lives as long as `arena`, aligned for any vector.
  static MemorySegment allocate(long bytes, Arena arena) {
    if (bytes < PAGE || !System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
      return arena.allocate(bytes, PackedFile.ALIGNMENT);
    }
    try {
      return Linux.map(bytes, arena);
    } catch (IllegalStateException e) {
      return arena.allocate(bytes, PackedFile.ALIGNMENT);
    }
  }

  /// The three calls that Java has no method for; linked when they are first needed.
  @SuppressWarnings("restricted") // native calls are what this class is for
  private static final class Linux {
    private static final MethodHandle MMAP =
        link(
            "mmap",
            FunctionDescriptor.of(
                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MADVISE =
        link("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MUNMAP =
        link("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

    private static MethodHandle link(String name, FunctionDescriptor signature) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
    }

    /// A page more than asked, so that there is a page boundary to begin at.
    static MemorySegment map(long bytes, Arena arena) {
      long size = Math.ceilDiv(bytes, PAGE) * PAGE + PAGE;
      MemorySegment mapped = mmap(size).reinterpret(size, arena, memory -> munmap(memory, size));
      long skipped = -mapped.address() & (PAGE - 1);
      MemorySegment aligned = mapped.asSlice(skipped, bytes);
      adviseLargePages(aligned);
      return aligned;
    }

    private static MemorySegment mmap(long size) {
      MemorySegment memory;
      try {
        memory =
            (MemorySegment)
                MMAP.invokeExact(
                    MemorySegment.NULL, size, READ_AND_WRITE, PRIVATE_AND_ANONYMOUS, -1, 0L);
      } catch (Throwable e) {
        throw new IllegalStateException("mmap cannot be called", e);
      }
      if (memory.address() == FAILED) {
        throw new IllegalStateException("There is no memory of " + size + " bytes");
      }
      return memory;
    }

    /// Advice that is not taken costs speed only.
    private static void adviseLargePages(MemorySegment memory) {
      try {
        int _ = (int) MADVISE.invokeExact(memory, memory.byteSize(), ADVISE_LARGE_PAGES);
      } catch (Throwable e) {
        throw new IllegalStateException("madvise cannot be called", e);
      }
    }

    private static void munmap(MemorySegment memory, long size) {
      try {
        int _ = (int) MUNMAP.invokeExact(memory, size);
      } catch (Throwable e) {
        throw new IllegalStateException("munmap cannot be called", e);
      }
    }
  }
}
