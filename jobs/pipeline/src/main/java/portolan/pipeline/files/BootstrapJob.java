// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.pipeline.Decoded;
import portolan.pipeline.JobSettings;
import portolan.pipeline.stage.AssessSettings;
import portolan.pipeline.stage.Outputs;
import portolan.pipeline.stage.ScoringTopology;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.state.StreamTypes;

/**
 * The scoring graph on files, for the state that is in it afterwards: it learns, and tells nothing but what it rejects.
 *
 * <p>It does not end by itself, as the end of the files is not the end of time. Once all stages have come to {@link
 * FeedCounts#end} it is stopped with a savepoint, in which a job on Kafka finds what it would have learned itself.
 */
public final class BootstrapJob {
    /** Of the operators whose state a job on Kafka goes on with; that of others is about files. */
    public static final Set<String> UIDS = Set.of(
            ScoringState.KEEP_LEDGER,
            ScoringState.REMEMBER,
            ScoringState.ASSESS,
            ScoringState.DECIDE,
            ScoringState.COUNT_SELECTED);

    /** The operator that takes every valid input. */
    public static final String KEEP_LEDGER = "Keep ledger";

    /** The file is complete before it is looked for. */
    private static final Duration NEVER_AGAIN = Duration.ofDays(365);

    private BootstrapJob() {}

    /**
     * Adds the job to an environment; who started that executes it and stops it.
     *
     * @param settings in ordered mode
     * @param frameFile as {@link FeedFile#writeTo} leaves it, with one line at least
     * @param fed what that said of it
     * @param rejects the file for what is set aside, one line of JSON each
     */
    public static void build(
            StreamExecutionEnvironment env, JobSettings settings, Path frameFile, FeedCounts fed, Path rejects) {
        FileJob.configure(env, settings);
        // What fails here fails again, and a line of the rejects would be there twice.
        env.configure(new Configuration()
                .set(RestartStrategyOptions.RESTART_STRATEGY, RestartStrategyType.NO_RESTART_STRATEGY.getMainValue()));
        DataStream<Decoded> inputs = inputs(env, frameFile, fed);
        Outputs outputs = new ScoringTopology(
                        settings.mode(),
                        new AssessSettings(
                                        settings.rules(),
                                        settings.reference(),
                                        settings.engineVersion(),
                                        settings.ledger(),
                                        settings.memory())
                                .mutedToo(),
                        settings.cacheSizes(),
                        Clock.systemUTC(),
                        FileJob.BUFFER_TIMEOUT_MILLIS)
                .connect(inputs, FileJob.noRules(inputs));
        FileJob.inOrder(outputs.rejected(), ResultFile.rejectsAtHand())
                .sinkTo(new AppendTo(rejects.toString()))
                .uid("write-rejects")
                .name("Write rejects")
                .setParallelism(1);
    }

    private static DataStream<Decoded> inputs(StreamExecutionEnvironment env, Path frameFile, FeedCounts fed) {
        FileSource<Decoded> source = FileSource.forRecordStreamFormat(
                        new FrameFormat(), new org.apache.flink.core.fs.Path(frameFile.toUri()))
                // Else it would end, and all time with it.
                .monitorContinuously(NEVER_AGAIN)
                .build();
        long lines = fed.lines();
        WatermarkStrategy<Decoded> upToTheEnd = WatermarkStrategy.<Decoded>forGenerator(
                        context -> new UpToTheEnd(lines))
                .withTimestampAssigner((input, none) -> FileJob.orderTime(input));
        return env.fromSource(source, upToTheEnd, "Read frames", StreamTypes.DECODED)
                .uid("read-frames")
                .setParallelism(1)
                .map(new FindLine())
                .returns(StreamTypes.DECODED)
                .uid("find-lines")
                .name("Find lines")
                .setParallelism(1);
    }

    /** Of inputs in their order, the last of which is the last: then its time is over, too. */
    static final class UpToTheEnd implements WatermarkGenerator<Decoded> {
        private long left;
        private long newest = Long.MIN_VALUE + 1;

        UpToTheEnd(long inputs) {
            left = inputs;
        }

        @Override
        public void onEvent(Decoded input, long orderTime, WatermarkOutput output) {
            newest = Math.max(newest, orderTime);
            left--;
            if (left == 0) {
                output.emitWatermark(new Watermark(newest));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(new Watermark(left > 0 ? newest - 1 : newest));
        }
    }
}
