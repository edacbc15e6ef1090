// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.stage.AssessSettings;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Assessment;

/**
 * The full workload as Flink's documentation teaches it: ledger, all memories and the join in keyed state on RocksDB.
 */
public final class FullValuesSubject {
    /** As long as the engine waits for a partition that is silent. */
    private static final Duration IDLE_AFTER = Duration.ofSeconds(2);

    private FullValuesSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(
                arguments, settings -> FlinkPeer.start(settings, RocksDbTuning.OPTIONS, FullValuesSubject::connect));
    }

    static void connect(StreamExecutionEnvironment env, SubjectSettings settings) {
        KafkaEnds kafka = new KafkaEnds(env, settings);
        AssessSettings assess = assess(settings);
        SingleOutputStreamOperator<CaseEvent> cases = kafka.filings(
                        new ReadFilings(),
                        WatermarkStrategy.<LedgerInput>forMonotonousTimestamps().withIdleness(IDLE_AFTER))
                .keyBy(LedgerInput::ledgerKey, Types.STRING)
                .process(new KeepLedgerInValueState(assess.ledger()), StreamTypes.CASE_EVENT)
                .uid("keep-ledger")
                .name("Keep ledger");
        SingleOutputStreamOperator<Calls> calls = cases.process(new CallEach(), StreamTypes.CALLS)
                .uid("call-each")
                .name("Call each memory");
        DataStream<AssessInput> answers = calls.keyBy(Calls::key, Types.STRING)
                .process(new RememberInValueState(assess.memory()), StreamTypes.ASSESS_INPUT)
                .uid("remember")
                .name("Remember");
        SingleOutputStreamOperator<Assessment> assessments = calls.getSideOutput(CallEach.CASES)
                .union(answers)
                .keyBy(AssessInput::ledgerKey, Types.STRING)
                .process(new JoinAndAssess(assess), StreamTypes.ASSESSMENT)
                .uid("assess")
                .name("Join and assess");
        kafka.writeAssessments(assessments);
        kafka.writeAlerts(assessments.getSideOutput(JoinAndAssess.ALERTS));
    }

    /** As the engine's job has them when nobody says otherwise. */
    private static AssessSettings assess(SubjectSettings settings) {
        JobSettings job = settings.job();
        return new AssessSettings(job.rules(), job.reference(), job.engineVersion(), job.ledger(), job.memory());
    }
}
