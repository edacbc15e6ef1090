// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.schemas.lines.ContentId;

/**
 * Who may send over HTTP, and under which name: a sender proves it by a token, of which only the SHA-256 is kept, or by
 * the common name of a certificate that the gateway trusts.
 */
public final class KnownSenders {
    /** Whoever reaches the gateway sends under any name. */
    public static final KnownSenders NOT_CHECKED = new KnownSenders(Map.of(), null);

    private static final Logger LOG = LoggerFactory.getLogger(KnownSenders.class);

    private static final Pattern LINE = Pattern.compile("(\\S(?:.{0,98}\\S)?)\\s+([0-9a-fA-F]{64})");
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S{32,200})", Pattern.CASE_INSENSITIVE);

    /** So that an unknown sender takes as long as a known one. */
    private static final List<byte[]> NOBODYS = List.of(new byte[32]);

    private final Map<String, List<byte[]>> tokens;
    private final SslContextFactory.@Nullable Server tls;

    /**
     * @param tokens hashes of each sender's, several while one takes the place of another
     * @param tls null where connections are plain
     */
    private KnownSenders(Map<String, List<byte[]>> tokens, SslContextFactory.@Nullable Server tls) {
        this.tokens = tokens;
        this.tls = tls;
    }

    /**
     * The same, also by certificate; no connection is made without one.
     *
     * @param own PKCS #12 with the gateway's key and certificate
     * @param trusted PKCS #12 with the senders' certificates, or of who issues them
     * @param password of both
     */
    public KnownSenders certified(Path own, Path trusted, String password) throws IOException {
        for (Path store : List.of(own, trusted)) {
            if (!Files.isReadable(store)) {
                throw new IOException("there is no key store to read: " + store);
            }
        }
        SslContextFactory.Server mutual = new SslContextFactory.Server();
        mutual.setKeyStorePath(own.toAbsolutePath().toString());
        mutual.setKeyStorePassword(password);
        mutual.setTrustStorePath(trusted.toAbsolutePath().toString());
        mutual.setTrustStorePassword(password);
        mutual.setNeedClientAuth(true);
        mutual.setSniRequired(false);
        return new KnownSenders(tokens, mutual);
    }

    /**
     * Reads a file: a sender and the SHA-256 of its token on each line; {@code #} begins a comment.
     *
     * @throws IOException naming each line that is none
     */
    public static KnownSenders read(Path file) throws IOException {
        Map<String, List<byte[]>> tokens = new HashMap<>();
        List<String> faults = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher read = LINE.matcher(line);
            if (read.matches()) {
                tokens.computeIfAbsent(read.group(1), sender -> new ArrayList<>())
                        .add(HexFormat.of().parseHex(read.group(2)));
            } else {
                // Not what it says: somebody may have written the token itself.
                faults.add(file + ":" + (i + 1)
                        + ": expected a sender and the SHA-256 of its token in 64 hexadecimal digits");
            }
        }
        if (tokens.isEmpty() && faults.isEmpty()) {
            faults.add(file + ": names no sender, so that nobody could send");
        }
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
        return new KnownSenders(tokens, null);
    }

    boolean isChecked() {
        return tls != null || !tokens.isEmpty();
    }

    /** How connections are made, the outer one first. */
    ConnectionFactory[] connections(HttpConnectionFactory http) {
        return tls == null
                ? new ConnectionFactory[] {http}
                : new ConnectionFactory[] {new SslConnectionFactory(tls, http.getProtocol()), http};
    }

    /** Whether the sender is who sends this; whoever that is while nobody is checked. */
    boolean is(String sender, Request request) {
        return !isChecked()
                || sender.equals(certified(request))
                || hasToken(sender, request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }

    /** The common name of the certificate that the connection was made with; null where it has none. */
    private static @Nullable String certified(Request request) {
        EndPoint.SslSessionData session =
                request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
        X509Certificate[] chain = session == null ? null : session.peerCertificates();
        if (chain == null || chain.length == 0) {
            return null;
        }
        try {
            for (Rdn part : new LdapName(chain[0].getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return part.getValue().toString();
                }
            }
        } catch (InvalidNameException unnamed) {
            LOG.warn("a certificate names nobody: {}", unnamed.getMessage());
        }
        return null;
    }

    private boolean hasToken(String sender, @Nullable String authorization) {
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        byte[] token = bearer.matches() ? bearer.group(1).getBytes(UTF_8) : new byte[0];
        byte[] given = HexFormat.of().parseHex(ContentId.sha256Hex(token));
        boolean found = false;
        for (byte[] hash : tokens.getOrDefault(sender, NOBODYS)) {
            found |= MessageDigest.isEqual(hash, given);
        }
        return found && bearer.matches();
    }
}
