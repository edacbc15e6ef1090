// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import portolan.local.BadInput;

/**
 * async-profiler in another JVM of the same user: at each millisecond that one of its threads has had a processor, in
 * which code it was. Threads without Java are seen too: RocksDB's, the collector's, the compiler's.
 */
public final class Profiler {
    private static final String LOOK = "event=cpu,interval=1ms,threads";

    /** Nanoseconds, not how often: a timer that was late stands for more than one. */
    private static final String TELL = "collapsed,total,threads";

    private final long pid;
    private final Path library;
    private final Path folded;

    private Profiler(long pid, Path library, Path folded) {
        this.pid = pid;
        this.library = library;
        this.folded = folded;
    }

    /**
     * Brings the profiler into a process; it does not look yet. What it has to learn of the process it learns now, as a
     * measurement may begin with its first look.
     *
     * @param directory where its library is unpacked, and what it saw is written
     * @throws IllegalStateException where the process does not take it
     */
    public static Profiler in(long pid, Path directory) {
        Path library = directory.resolve("libasyncProfiler.so");
        try (InputStream packed = Profiler.class.getResourceAsStream(packedLibrary())) {
            if (packed == null) {
                throw new IllegalStateException("async-profiler's jar lacks a library: name=" + packedLibrary());
            }
            if (!Files.exists(library)) {
                Files.copy(packed, library);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("async-profiler cannot be unpacked: directory=" + directory, e);
        }
        Profiler profiler = new Profiler(pid, library, directory.resolve("profile-" + pid + ".folded"));
        profiler.start();
        profiler.tell("stop");
        return profiler;
    }

    /**
     * Refuses a machine that it cannot look at.
     *
     * @throws BadInput with what it is
     */
    public static void check() {
        packedLibrary();
    }

    /** Starts to look. */
    public void start() {
        tell("start," + LOOK);
    }

    /** Ends it; what it saw, in nanoseconds. */
    public Stacks stop() {
        tell("stop," + TELL + ",file=" + folded);
        Stacks stacks = Stacks.read(folded);
        if (stacks.total() == 0) {
            throw new IllegalStateException("the profiler saw nothing: pid=" + pid);
        }
        return stacks;
    }

    private void tell(String words) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgentPath(library.toString(), words);
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IllegalStateException(
                    "process cannot be profiled: pid=" + pid + ", told=" + words + ", reason=" + e, e);
        }
    }

    private static String packedLibrary() {
        String system = System.getProperty("os.name", "");
        String processor = System.getProperty("os.arch", "");
        if (system.equals("Linux") && processor.equals("amd64")) {
            return "/linux-x64/libasyncProfiler.so";
        }
        if (system.equals("Linux") && processor.equals("aarch64")) {
            return "/linux-arm64/libasyncProfiler.so";
        }
        throw new BadInput("profiles are taken on Linux, amd64 or aarch64: system=" + system + ' ' + processor);
    }
}
