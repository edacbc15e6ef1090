package portolan.peers;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.pipeline.kafka.FilingDecoder;

/** {@link ValuesSubject} with the engine's reader of filings: what the engine gains by that alone is what this gains. */
public final class ValuesReadFastSubject {
    private ValuesReadFastSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(
                arguments,
                settings -> FlinkSubject.start(settings, RocksDbTuning.OPTIONS, ValuesReadFastSubject::connect));
    }

    private static void connect(StreamExecutionEnvironment env, SubjectSettings settings) {
        ValuesSubject.connect(env, settings, new FilingDecoder());
    }
}
