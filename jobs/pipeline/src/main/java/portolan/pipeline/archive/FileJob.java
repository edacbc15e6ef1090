package portolan.pipeline.archive;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.util.Collector;
import portolan.pipeline.AssessmentLine;
import portolan.pipeline.Decoded;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedRules;
import portolan.pipeline.Reject;
import portolan.pipeline.stage.AssessSettings;
import portolan.pipeline.stage.Outputs;
import portolan.pipeline.stage.ScoringTopology;
import portolan.pipeline.state.StreamTypes;

/**
 * The scoring job on files: a frame file in, numbered lines in part files out. {@link FeedFile} makes the one, {@link
 * ScoredFiles} finishes the others. It ends by itself, and gives the same bytes at any parallelism.
 */
public final class FileJob {
    /** Ordered stages move on at watermarks only, and here nobody but they waits. */
    private static final Duration WATERMARK_INTERVAL = Duration.ofMillis(50);

    /** Nobody waits for one assessment of a file: buffers leave when they are full, or with these many milliseconds. */
    private static final long BUFFER_TIMEOUT_MILLIS = 100;

    private FileJob() {}

    /**
     * Adds the job to an environment; who started that executes it.
     *
     * @param settings in ordered mode: in any other, results depend on who is first
     * @param frameFile as {@link FeedFile#writeTo} leaves it
     * @param fed what that said of it: bills due after its last line are not told, since the end of a file is no moment
     *     of its feed
     * @param outputDirectory where part files go
     */
    public static void build(
            StreamExecutionEnvironment env,
            JobSettings settings,
            Path frameFile,
            FeedCounts fed,
            Path outputDirectory) {
        if (settings.mode() != Mode.ORDERED) {
            throw new IllegalArgumentException("files are scored in ordered mode only: mode=" + settings.mode());
        }
        env.setParallelism(settings.parallelism());
        env.enableCheckpointing(settings.checkpointInterval().toMillis());
        env.setBufferTimeout(BUFFER_TIMEOUT_MILLIS);
        env.getConfig().setAutoWatermarkInterval(WATERMARK_INTERVAL.toMillis());

        DataStream<Decoded> inputs = inputs(env, frameFile);
        DataStream<PublishedRules> noRules = inputs.flatMap(FileJob::none, StreamTypes.PUBLISHED_RULES)
                .uid("choose-rules")
                .name("Choose rules")
                .setParallelism(1);

        Outputs outputs = new ScoringTopology(
                        settings.mode(),
                        new AssessSettings(
                                settings.rules(),
                                settings.reference(),
                                settings.engineVersion(),
                                settings.ledger().endingAt(fed.end()),
                                settings.memory()),
                        Clock.systemUTC())
                .connect(inputs, noRules);

        DataStream<AssessmentLine> assessments = outputs.assessments()
                .map(new AssessmentLines(), StreamTypes.ASSESSMENT_LINE)
                .uid("make-lines")
                .name("Make lines");
        write(assessments, new AssessmentFile(), outputDirectory);
        write(outputs.alerts(), new AlertFile(), outputDirectory);
        write(outputs.rejected(), new RejectFile(), outputDirectory);
        write(outputs.noted(), new NoteFile(), outputDirectory);
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

    private static long orderTime(Decoded input) {
        return input instanceof LedgerInput good ? good.position().orderTime() : ((Reject) input).orderTime();
    }

    /** The rule set of a file run is the one it starts with. */
    private static void none(Decoded input, Collector<PublishedRules> out) {}

    private static <T> void write(DataStream<T> results, ResultFile<T> file, Path outputDirectory) {
        String name = file.name().replace(".jsonl", "");
        Path parts = ScoredFiles.parts(outputDirectory, file.name());
        FileSink<String> sink = FileSink.forRowFormat(
                        new org.apache.flink.core.fs.Path(parts.toUri()), new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build();
        results.transform("Order " + name, Types.STRING, new WriteInOrder<>(file))
                .uid("order-" + name)
                .setParallelism(1)
                .sinkTo(sink)
                .uid("write-" + name)
                .name("Write " + name)
                .setParallelism(1);
    }
}
