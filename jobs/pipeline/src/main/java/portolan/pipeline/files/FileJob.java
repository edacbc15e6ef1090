// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;
import org.apache.flink.util.Collector;
import portolan.pipeline.AssessmentLine;
import portolan.pipeline.Decoded;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.Reject;
import portolan.pipeline.archive.ArchiveSinks;
import portolan.pipeline.stage.AssessSettings;
import portolan.pipeline.stage.Outputs;
import portolan.pipeline.stage.ScoringTopology;
import portolan.pipeline.stage.SideOutputs;
import portolan.pipeline.state.RocksDbSettings;
import portolan.pipeline.state.StreamTypes;

/**
 * The scoring job on files: a frame file in, lines in order and what they count for out, in part files. {@link
 * FeedFile} makes the one, {@link ScoredFiles} finishes the others. It ends by itself, and gives the same bytes at any
 * parallelism.
 */
public final class FileJob {
    /** Ordered stages move on at watermarks only, and here nobody but they waits. */
    private static final Duration WATERMARK_INTERVAL = Duration.ofMillis(50);

    /** Nobody waits for one assessment of a file: buffers leave when they are full, or with these many milliseconds. */
    static final long BUFFER_TIMEOUT_MILLIS = 100;

    /** The operator that takes every assessment, once it is made. */
    public static final String ORDER_ASSESSMENTS = "Order assessments";

    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private FileJob() {}

    /**
     * Adds the job to an environment; who started that executes it.
     *
     * @param settings in ordered mode: in any other, results depend on who is first
     * @param frameFile as {@link FeedFile#writeTo} leaves it
     * @param fed what that said of it: bills due after its last line are not told, since the end of a file is no moment
     *     of its feed
     * @param later rule sets that come into force at their order times; all memories are kept from the start
     * @param outputDirectory where part files go
     */
    public static void build(
            StreamExecutionEnvironment env,
            JobSettings settings,
            Path frameFile,
            FeedCounts fed,
            List<PublishedText> later,
            Path outputDirectory) {
        configure(env, settings);
        DataStream<Decoded> inputs = inputs(env, frameFile);
        Outputs outputs = new ScoringTopology(
                        settings.mode(),
                        new AssessSettings(
                                        settings.rules(),
                                        settings.reference(),
                                        settings.engineVersion(),
                                        settings.ledger().endingAt(fed.end()),
                                        settings.memory())
                                .with(Stream.concat(settings.beside().stream(), later.stream())
                                        .toList()),
                        // Nobody waits for a line while a snapshot is written.
                        settings.cacheSizes(),
                        Clock.systemUTC(),
                        BUFFER_TIMEOUT_MILLIS)
                .connect(inputs, noRules(inputs));

        if (settings.archive() != null) {
            // In the task that assessed: a row that travels costs as much again as writing it.
            outputs.assessments()
                    .sinkTo(new ArchiveSinks(settings.archive()).boundedAssessments())
                    .uid("archive-assessments")
                    .name("Archive assessments");
        }
        SingleOutputStreamOperator<AssessmentLine> assessments = outputs.assessments()
                .process(new FormatAssessments(), StreamTypes.ASSESSMENT_LINE)
                .uid(FormatAssessments.UID)
                .name("Make lines");
        DataStream<Reject> rejected = outputs.rejected().union(assessments.getSideOutput(SideOutputs.REJECTED));
        write(assessments, ResultFile.assessments(), outputDirectory)
                .union(
                        write(outputs.alerts(), ResultFile.alerts(), outputDirectory),
                        write(rejected, ResultFile.rejects(), outputDirectory),
                        write(outputs.lanes(), ResultFile.lanes(), outputDirectory),
                        counts(inOrder(outputs.noted(), ResultFile.notes())))
                .sinkTo(parts(outputDirectory, ScoredFiles.COUNTS, new SimpleStringEncoder<>()))
                .uid("write-counts")
                .name("Write counts")
                .setParallelism(1);
    }

    static void configure(StreamExecutionEnvironment env, JobSettings settings) {
        if (settings.mode() != Mode.ORDERED) {
            throw new IllegalArgumentException("files are scored in ordered mode only: mode=" + settings.mode());
        }
        env.setParallelism(settings.parallelism());
        Configuration state = RocksDbSettings.ofEveryJob();
        // Nobody waits while a snapshot is written, so nothing need be written twice for it.
        state.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, false);
        env.configure(state);
        env.enableCheckpointing(settings.checkpointInterval().toMillis());
        env.setBufferTimeout(BUFFER_TIMEOUT_MILLIS);
        env.getConfig().setAutoWatermarkInterval(WATERMARK_INTERVAL.toMillis());
    }

    private static DataStream<Decoded> inputs(StreamExecutionEnvironment env, Path frameFile) {
        FileSource<Decoded> source = FileSource.forRecordStreamFormat(
                        new FrameFormat(), new org.apache.flink.core.fs.Path(frameFile.toUri()))
                .build();
        WatermarkStrategy<Decoded> ascending = WatermarkStrategy.<Decoded>forMonotonousTimestamps()
                .withTimestampAssigner((input, none) -> orderTime(input));
        return env.fromSource(source, ascending, "Read frames", StreamTypes.DECODED)
                .uid("read-frames")
                .setParallelism(1);
    }

    static long orderTime(Decoded input) {
        return input instanceof LedgerInput good ? good.position().orderTime() : ((Reject) input).orderTime();
    }

    /** The rule sets of a file run are those it starts with. */
    static DataStream<PublishedText> noRules(DataStream<Decoded> inputs) {
        return inputs.flatMap(FileJob::none, StreamTypes.PUBLISHED_TEXT)
                .uid("choose-rules")
                .name("Choose rules")
                .setParallelism(1);
    }

    private static void none(Decoded input, Collector<PublishedText> out) {}

    /** The lines go to their file; what they count for is returned. */
    private static <T> DataStream<String> write(DataStream<T> results, ResultFile<T> file, Path outputDirectory) {
        SingleOutputStreamOperator<byte[]> lines = inOrder(results, file);
        lines.sinkTo(parts(outputDirectory, file.name(), (block, out) -> out.write(block)))
                .uid("write-" + file.title())
                .name("Write " + file.title())
                .setParallelism(1);
        return counts(lines);
    }

    static <T> SingleOutputStreamOperator<byte[]> inOrder(DataStream<T> results, ResultFile<T> file) {
        return results.transform(
                        "Order " + file.title(),
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                        new WriteInOrder<>(file))
                .uid("order-" + file.title())
                .setParallelism(1);
    }

    private static DataStream<String> counts(SingleOutputStreamOperator<byte[]> lines) {
        return lines.getSideOutput(WriteInOrder.COUNTS);
    }

    private static <E> FileSink<E> parts(Path outputDirectory, String name, Encoder<E> encoder) {
        return FileSink.forRowFormat(
                        new org.apache.flink.core.fs.Path(
                                ScoredFiles.parts(outputDirectory, name).toUri()),
                        encoder)
                .withBucketAssigner(new BasePathBucketAssigner<>())
                // One part from the first line to the last: the finished file, which need only be moved. A restart
                // cuts it back to the length that the checkpoint knows and goes on in it.
                .withRollingPolicy(DefaultRollingPolicy.builder()
                        .withMaxPartSize(MemorySize.MAX_VALUE)
                        .withRolloverInterval(FOR_EVER)
                        .withInactivityInterval(FOR_EVER)
                        .build())
                .build();
    }
}
