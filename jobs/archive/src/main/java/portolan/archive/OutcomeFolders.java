package portolan.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes outcomes into the folders of their days, from one thread and without a job: those of files are known before
 * the job starts. A file gets its name when it is whole.
 */
public final class OutcomeFolders implements Closeable {
    /** Days that are open at a time; one more closes the one that was opened first. */
    private static final int MOST_OPEN = 64;

    private final Path table;
    private final Map<LocalDate, Open> open = new LinkedHashMap<>();
    private final Map<LocalDate, Integer> written = new HashMap<>();

    /** A file that is being written. */
    private record Open(Path hidden, Path finished, OutputStream out, ArchiveWriter<ArchivedOutcome> writer) {
        void finish() throws IOException {
            writer.close();
            out.close();
            Files.move(hidden, finished);
        }
    }

    /** @param archive its directory, made when the first outcome comes */
    public OutcomeFolders(Path archive) {
        this.table = archive.resolve(Archive.OUTCOMES);
    }

    public void add(ArchivedOutcome outcome) throws IOException {
        LocalDate day = day(outcome.reportedAt());
        Open file = open.get(day);
        if (file == null) {
            file = start(day);
        }
        file.writer.write(outcome);
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private Open start(LocalDate day) throws IOException {
        if (open.size() == MOST_OPEN) {
            Iterator<Open> eldest = open.values().iterator();
            eldest.next().finish();
            eldest.remove();
        }
        Path folder = table.resolve(Archive.DAY + day);
        Files.createDirectories(folder);
        String name = "part-" + written.merge(day, 1, Integer::sum) + Archive.SUFFIX;
        Path hidden = folder.resolve('.' + name + ".inprogress");
        OutputStream out = Files.newOutputStream(hidden);
        Open file = new Open(hidden, folder.resolve(name), out, ArchiveWriter.outcomes(out));
        open.put(day, file);
        return file;
    }

    @Override
    public void close() throws IOException {
        for (Open file : open.values()) {
            file.finish();
        }
        open.clear();
    }
}
