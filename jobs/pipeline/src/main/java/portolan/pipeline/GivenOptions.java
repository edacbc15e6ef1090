// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.rules.SenderKeys;
import portolan.topics.KafkaAccess;

/**
 * What was given for each option, as what it is to be. A value that is not is a fault, and something else is returned
 * for it: whoever reads goes on, and finds the other faults too.
 */
public final class GivenOptions {
    private static final int TRANSACTION_IN_INTERVALS = 3;

    private final Map<String, String> given;
    private final Map<String, String> defaults;
    private final List<String> faults = new ArrayList<>();

    /**
     * Begins to read what is given.
     *
     * @param defaults of every option there is
     */
    public GivenOptions(Map<String, String> given, Map<String, String> defaults) {
        this.given = Map.copyOf(given);
        this.defaults = defaults;
        for (String name : new TreeSet<>(given.keySet())) {
            if (!defaults.containsKey(name)) {
                fault("unknown option '" + name + "', known are " + String.join(", ", defaults.keySet()));
            }
        }
    }

    public void fault(String what) {
        faults.add(what);
    }

    /** How many faults were found until now. */
    int faults() {
        return faults.size();
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException naming every fault, if there is one
     */
    public void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("settings refused: " + String.join("; ", faults));
        }
    }

    /** Empty where nothing is given and there is no default. */
    String value(String name) {
        return given.getOrDefault(name, defaults.getOrDefault(name, "")).strip();
    }

    /** Null where nothing is given, whatever the default. */
    public @Nullable String given(String name) {
        String value = given.get(name);
        return value == null ? null : value.strip();
    }

    public @Nullable String optional(String name) {
        String value = value(name);
        return value.isEmpty() ? null : value;
    }

    public String text(String name) {
        String value = value(name);
        if (value.isEmpty()) {
            fault(name + " must not be empty");
        }
        return value;
    }

    boolean flag(String name) {
        String value = value(name);
        if (!value.equals("true") && !value.equals("false")) {
            fault(name + " must be true or false: given=" + value);
        }
        return value.equals("true");
    }

    int number(String name) {
        String value = value(name);
        if (!value.matches("[0-9]{1,9}")) {
            fault(name + " must be a whole number: given=" + value);
            return 0;
        }
        return Integer.parseInt(value);
    }

    /** From 1 to a most. */
    public int upTo(int most, String name) {
        String value = value(name);
        int number = value.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(value) : 0;
        if (number < 1 || number > most) {
            fault(name + " must be a whole number from 1 to " + most + ": given=" + value);
        }
        return number;
    }

    public Duration duration(String name) {
        String value = value(name);
        try {
            Duration duration = Duration.parse(value);
            if (duration.isZero() || duration.isNegative()) {
                fault(name + " must be longer than nothing: given=" + value);
            }
            return duration;
        } catch (DateTimeParseException notOne) {
            fault(name + " must be an ISO-8601 duration like P180D or PT10S: given=" + value);
            return Duration.ZERO;
        }
    }

    /** A full hour; null where none is given. */
    @Nullable
    Instant hour(String name) {
        String value = value(name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            Instant hour = Instant.parse(value);
            if (hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
                return hour;
            }
        } catch (DateTimeParseException notOne) {
            // as a time that is not a full hour
        }
        fault(name + " must be a full hour like 2026-01-31T14:00:00Z: given=" + value);
        return null;
    }

    /** Memories count by half-years and days: hours would be a precision that is not there. */
    int days(String name) {
        Duration duration = duration(name);
        if (!duration.equals(Duration.ofDays(duration.toDays())) || duration.toDays() > Integer.MAX_VALUE) {
            fault(name + " must be whole days like P540D: given=" + value(name));
            return 0;
        }
        return (int) duration.toDays();
    }

    public <E extends Enum<E>> E constant(String name, E[] constants, E fallback) {
        String value = value(name);
        List<String> known = new ArrayList<>();
        for (E constant : constants) {
            String spelled = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (spelled.equals(value)) {
                return constant;
            }
            known.add(spelled);
        }
        fault(name + " must be one of " + String.join(", ", known) + ": given=" + value);
        return fallback;
    }

    /** A transaction is open from one checkpoint to the end of the next. */
    public Duration transactionTimeout(Delivery delivery, Duration checkpointInterval) {
        Duration timeout = duration("transaction-timeout");
        Duration least = checkpointInterval.multipliedBy(TRANSACTION_IN_INTERVALS);
        if (delivery == Delivery.EXACTLY_ONCE && timeout.compareTo(least) < 0) {
            fault("transaction-timeout must be at least " + TRANSACTION_IN_INTERVALS
                    + " times checkpoint-interval, a transaction is open from one checkpoint to the end of the next: given="
                    + timeout + ", least=" + least);
        }
        return timeout;
    }

    public KafkaAccess kafka() {
        String file = optional("kafka-config");
        try {
            return KafkaAccess.of(
                    given("bootstrap"), file == null ? null : Path.of(file), value("topic-prefix"), value("bootstrap"));
        } catch (IllegalArgumentException refused) {
            fault(String.valueOf(refused.getMessage()));
            return KafkaAccess.at("nowhere:0");
        }
    }

    /** A folder of keys; read here only to say what is wrong: tasks read them themselves. */
    public @Nullable String senderKeys(String name) {
        String folder = optional(name);
        if (folder != null) {
            Consumer<IOException> unread = bad -> fault(
                    name + " must be a folder of keys *.key that can be read: given=" + folder + ", cause=" + bad);
            try {
                SenderKeys.ofFolder(Path.of(folder), unread);
            } catch (IOException none) {
                unread.accept(none);
            }
        }
        return folder;
    }

    /**
     * The public keys of those whose signatures count; of nobody where there are none.
     *
     * @param isAgain whether they are read again, and the first may come later
     */
    public Keyring keyring(boolean isAgain) {
        String value = value("rule-keys");
        String deployment = value("deployment");
        if (!value.isEmpty() && !Keyring.isDeployment(deployment)) {
            // Steps that were signed for a test would be taken here, and those that were signed for here elsewhere.
            fault("rule-keys need a deployment, the name that signatures are for: 1 to 60 small letters, digits,"
                    + " '.', '-' and '_', found '" + deployment + "'");
        } else if (!value.isEmpty()) {
            try {
                return isAgain
                        ? Keyring.readIfAny(Path.of(value), deployment)
                        : Keyring.read(Path.of(value), deployment);
            } catch (IOException refused) {
                fault("rule-keys cannot be read: " + refused.getMessage());
            }
        }
        return Keyring.EMPTY;
    }
}
