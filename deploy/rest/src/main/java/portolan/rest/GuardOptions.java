// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Settings of the guard, in Flink's own configuration. */
public final class GuardOptions {
    /** The file with the token that calls which write must bear; without it they are refused, all of them. */
    public static final ConfigOption<String> TOKEN_FILE =
            ConfigOptions.key("portolan.rest.token-file").stringType().noDefaultValue();

    /** Names, other than loopback's and {@code rest.address}, by which the server is called: those of a proxy. */
    public static final ConfigOption<List<String>> HOSTS =
            ConfigOptions.key("portolan.rest.hosts").stringType().asList().defaultValues();

    /** Bytes of the body of a call that reads: Flink's client sends an empty object, and Flink keeps bodies in memory. */
    public static final int READING_BYTES = 1_024;

    /** Connections that wait for a call, or for the rest of one: of more the one that began first is closed. */
    public static final int WAITING = 1_000;

    /** For a call's head, and between two calls. */
    public static final Duration HEAD = Duration.ofSeconds(60);

    /** For a call's body: jars are large. */
    public static final Duration BODY = Duration.ofMinutes(10);

    private GuardOptions() {}
}
