// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.archive;

import java.net.URI;
import java.nio.file.Paths;
import java.time.Instant;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.util.function.SerializableFunction;
import portolan.archive.Archive;
import portolan.archive.ArchivedOutcome;
import portolan.scoring.score.Assessment;

/**
 * Sinks into one archive. Each row is in it exactly once, whatever fails: files become visible when the checkpoint that
 * holds them is complete, and go when it never is.
 */
public final class ArchiveSinks {
    /** What comes together before the time is over becomes a file at once. */
    private static final MemorySize LARGE = MemorySize.ofMebiBytes(128);

    private final String archive;

    /** @param archive a directory, or the URI of one in any file system that Flink knows */
    public ArchiveSinks(String archive) {
        this.archive = archive;
    }

    /**
     * Of a bounded feed, which is scored many times faster than it happened: large files of many days each. A file
     * ends when it is large, at a checkpoint, and with the feed.
     */
    public FileSink<Assessment> boundedAssessments() {
        return FileSink.forBulkFormat(new Path(path(Archive.ASSESSMENTS), Archive.SCORED), ParquetFiles.assessments())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(new RollWhenLarge<>(LARGE.getBytes()))
                .withOutputFileConfig(names())
                .build();
    }

    /**
     * Of a job that runs for ever: what a task wrote until some checkpoints became one file.
     *
     * @param every after so many checkpoints, or when it is large
     */
    public FileSink<Assessment> assessments(int every) {
        return live(Archive.ASSESSMENTS, ParquetFiles.assessments(), ArchiveSinks::day, FileRows::assessments, every);
    }

    /**
     * Outcomes of a job that runs for ever.
     *
     * @param every as of assessments
     */
    public FileSink<ArchivedOutcome> outcomes(int every) {
        return live(Archive.OUTCOMES, ParquetFiles.outcomes(), ArchivedOutcome::reportedAt, FileRows::outcomes, every);
    }

    private <T> FileSink<T> live(
            String table,
            ParquetFiles<T> files,
            SerializableFunction<T, Instant> time,
            RecordWiseFileCompactor.Reader.Factory<T> rows,
            int every) {
        return FileSink.forBulkFormat(path(table), files)
                .withBucketAssigner(new ByDay<>(time))
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(names())
                .enableCompact(
                        FileCompactStrategy.Builder.newBuilder()
                                .enableCompactionOnCheckpoint(every)
                                .setSizeThreshold(LARGE.getBytes())
                                .build(),
                        new RecordWiseFileCompactor<>(rows))
                .build();
    }

    private static Instant day(Assessment assessment) {
        return assessment.assessedAt();
    }

    private static OutputFileConfig names() {
        return OutputFileConfig.builder().withPartSuffix(Archive.SUFFIX).build();
    }

    private Path path(String table) {
        return new Path(base(archive), table);
    }

    /** A path without a scheme is one of this machine, wherever the process was started. */
    private static Path base(String archive) {
        return URI.create(archive.replace(" ", "%20")).getScheme() == null
                ? new Path(Paths.get(archive).toAbsolutePath().toUri())
                : new Path(archive);
    }
}
