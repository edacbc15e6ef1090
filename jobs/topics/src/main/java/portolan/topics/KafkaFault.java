// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Kafka was not reached, or did not let us in. The message is one line: what, where, why, and what to do; no secret of
 * the client properties is in it. Ends a command with {@link #EXIT_CODE}.
 */
public final class KafkaFault extends RuntimeException {
    /** Something outside could not be reached. */
    public static final int EXIT_CODE = 3;

    private static final long serialVersionUID = 1;

    private KafkaFault(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a fault of a client means; one that was explained already stays as it is. */
    public static KafkaFault of(KafkaAccess access, Throwable fault) {
        if (fault instanceof KafkaFault explained) {
            return explained;
        }
        List<Throwable> chain = chain(fault);
        Map<String, String> settings = settings(access);
        String message = message(access, chain, settings);
        // The cause may quote what it could not use: what it says goes through the same sieve.
        return new KafkaFault(Secrets.hide(message, settings), new Quoted(chain, settings));
    }

    private static String message(KafkaAccess access, List<Throwable> chain, Map<String, String> settings) {
        String where =
                "bootstrap=" + access.bootstrap() + (access.file() == null ? "" : ", kafka-config=" + access.file());
        if (find(chain, SslAuthenticationException.class) != null || isTls(chain)) {
            return "Kafka and we do not trust each other: " + where + ", " + tls(chain, settings);
        }
        AuthenticationException unknown = find(chain, AuthenticationException.class);
        if (unknown != null) {
            return "Kafka does not let us in: " + where + ", cause=" + unknown.getMessage()
                    + "; see user and password in " + SaslConfigs.SASL_JAAS_CONFIG + ", and "
                    + SaslConfigs.SASL_MECHANISM;
        }
        AuthorizationException forbidden = find(chain, AuthorizationException.class);
        if (forbidden != null) {
            return "Kafka forbids it: " + where + ", cause=" + forbidden.getMessage()
                    + "; 'topics apply --acls' gives each principal the rights of deploy/topics.yaml";
        }
        ConfigException unusable = find(chain, ConfigException.class);
        if (unusable != null && !String.valueOf(unusable.getMessage()).contains("bootstrap")) {
            return "the client properties cannot be used: " + where + ", cause=" + unusable.getMessage();
        }
        boolean isSilent = find(chain, TimeoutException.class) != null
                || find(chain, DisconnectException.class) != null
                || unusable != null;
        String protocol = settings.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        String cause = isSilent ? Reachability.of(access.bootstrap(), protocol) : innermost(chain);
        return "Kafka does not answer: " + where + ", cause=" + cause
                + "; see that the broker runs and that --bootstrap is HOST:PORT as it announces itself";
    }

    private static String tls(List<Throwable> chain, Map<String, String> settings) {
        if (find(chain, CertificateExpiredException.class) != null) {
            return "cause=the broker's certificate has expired, " + innermost(chain) + "; renew it at the broker";
        }
        if (find(chain, CertificateNotYetValidException.class) != null) {
            return "cause=the broker's certificate is not valid yet, " + innermost(chain) + "; see both clocks";
        }
        String said = chain.stream().map(KafkaFault::said).reduce("", (all, one) -> all + '\n' + one);
        if (said.contains("unable to find valid certification path") || said.contains("PKIX path")) {
            return "cause=the broker's certificate is signed by an unknown authority; add that authority to "
                    + SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG + '='
                    + settings.getOrDefault(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, "(the JDK's own)");
        }
        if (said.contains("subject alternative") || said.contains("No name matching")) {
            return "cause=the broker's certificate is for another host, " + innermost(chain)
                    + "; name in --bootstrap a host that its certificate names";
        }
        if (said.contains("unrecognized SSL message")) {
            return "cause=the listener does not speak TLS; see the port, or "
                    + CommonClientConfigs.SECURITY_PROTOCOL_CONFIG + '='
                    + settings.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        }
        return ownCertificate(chain, settings);
    }

    /** The broker says only that it does not take a certificate; why can be seen from the certificate. */
    private static String ownCertificate(List<Throwable> chain, Map<String, String> settings) {
        X509Certificate own = OwnCertificate.of(settings);
        String place = SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG
                + '='
                + settings.getOrDefault(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, "(none)");
        if (own == null) {
            return "cause=the broker asks for a certificate of ours, " + innermost(chain) + "; set " + place;
        }
        String whose = place + ", subject=" + own.getSubjectX500Principal().getName();
        String invalid = OwnCertificate.whyInvalid(own);
        return invalid != null
                ? "cause=our certificate " + invalid + "; renew it: " + whose
                : "cause=the broker does not know who signed our certificate, " + innermost(chain)
                        + "; have it signed by whom the broker trusts: " + whose + ", issuer="
                        + own.getIssuerX500Principal().getName();
    }

    private static boolean isTls(List<Throwable> chain) {
        return chain.stream().anyMatch(one -> one instanceof javax.net.ssl.SSLException);
    }

    private static List<Throwable> chain(Throwable fault) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = fault; one != null && !chain.contains(one); one = one.getCause()) {
            chain.add(one);
        }
        return chain;
    }

    private static <T extends Throwable> @Nullable T find(List<Throwable> chain, Class<T> kind) {
        return chain.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElse(null);
    }

    private static String innermost(List<Throwable> chain) {
        return said(chain.get(chain.size() - 1));
    }

    private static String said(Throwable one) {
        return one.getMessage() == null
                ? one.getClass().getSimpleName().replaceAll("Exception$", "").toLowerCase(Locale.ROOT)
                : one.getMessage();
    }

    private static Map<String, String> settings(KafkaAccess access) {
        try {
            return access.file() == null ? Map.of() : ClientFile.values(Path.of(access.file()));
        } catch (RuntimeException unreadable) {
            return Map.of();
        }
    }

    /** What the causes said, without secrets: where they came from is kept, what they carried is not. */
    private static final class Quoted extends Exception {
        private static final long serialVersionUID = 1;

        Quoted(List<Throwable> chain, Map<String, String> settings) {
            super(Secrets.hide(
                    chain.stream()
                            .map(Throwable::toString)
                            .reduce((all, one) -> all + "; caused by " + one)
                            .orElse(""),
                    settings));
            setStackTrace(chain.get(chain.size() - 1).getStackTrace());
        }
    }
}
