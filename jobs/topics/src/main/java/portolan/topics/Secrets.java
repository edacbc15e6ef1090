// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps the secrets of client properties out of texts. */
final class Secrets {
    private static final String HIDDEN = "[hidden]";

    /** As Kafka hides them; a shorter text would hide innocent words. */
    private static final int SHORTEST = 4;

    private static final Pattern QUOTED =
            Pattern.compile("[\\w.]*(?i:password|secret|token|key)[\\w.]*\\s*=\\s*\"([^\"]*)\"");

    private Secrets() {}

    static String hide(String text, Map<String, String> settings) {
        String hidden = text;
        for (String secret : secrets(settings)) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }

    /** The longest first: one may begin as another does. */
    private static Set<String> secrets(Map<String, String> settings) {
        Set<String> secrets = new TreeSet<>((one, other) ->
                one.length() == other.length() ? one.compareTo(other) : Integer.compare(other.length(), one.length()));
        settings.forEach((key, value) -> {
            if (KafkaAccess.mayBeSecret(key)) {
                Stream.concat(Stream.of(value), quoted(value))
                        .filter(one -> one.length() >= SHORTEST)
                        .forEach(secrets::add);
            }
        });
        return secrets;
    }

    private static Stream<String> quoted(String value) {
        return QUOTED.matcher(value).results().map(result -> result.group(1));
    }
}
