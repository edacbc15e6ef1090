// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import portolan.schemas.wire.Principal;

/**
 * A broker that asks who one is and checks what one may: by name and password at one address, by certificate at a
 * second. A third presents a certificate that has expired. A fourth, without any of it, is for whoever sets it up.
 */
final class SecuredKafka implements AutoCloseable {
    private static final int CHEAP_ITERATIONS = 4096;

    private final EmbeddedKafka kafka;
    private final Path directory;
    private final Certificates certificates;
    private final String scram;
    private final String mutual;
    private final String expired;

    private SecuredKafka(EmbeddedKafka kafka, Path directory, Certificates certificates, List<String> addresses) {
        this.kafka = kafka;
        this.directory = directory;
        this.certificates = certificates;
        this.scram = addresses.get(0);
        this.mutual = addresses.get(1);
        this.expired = addresses.get(2);
    }

    static SecuredKafka start(Path directory) throws Exception {
        Certificates certificates = Certificates.in(directory);
        List<Integer> ports = freePorts(5);
        List<String> addresses = ports.stream().map(port -> "127.0.0.1:" + port).toList();
        String listeners = "PLAINTEXT://" + addresses.get(0) + ",SCRAM://" + addresses.get(1) + ",MUTUAL://"
                + addresses.get(2) + ",EXPIRED://" + addresses.get(3);
        Map<String, String> more = new HashMap<>();
        more.put("listeners", listeners + ",CONTROLLER://" + addresses.get(4));
        more.put("advertised.listeners", listeners);
        more.put("controller.quorum.voters", "1@" + addresses.get(4));
        more.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SCRAM:SASL_SSL,MUTUAL:SSL,EXPIRED:SSL");
        more.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        more.put("super.users", "User:ANONYMOUS");
        more.put("ssl.keystore.location", certificates.keyStore("broker").toString());
        more.put("ssl.keystore.password", Certificates.PASSWORD);
        more.put("ssl.keystore.type", "PKCS12");
        more.put("ssl.truststore.location", certificates.trustStore("authority").toString());
        more.put("ssl.truststore.password", Certificates.PASSWORD);
        more.put("ssl.truststore.type", "PKCS12");
        more.put("listener.name.mutual.ssl.client.auth", "required");
        more.put(
                "listener.name.expired.ssl.keystore.location",
                certificates.keyStore("expired-broker").toString());
        more.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        more.put(
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        EmbeddedKafka kafka = EmbeddedKafka.in(directory.resolve("broker"), ports.get(0), List.of(), more);
        SecuredKafka secured = new SecuredKafka(kafka, directory, certificates, addresses.subList(1, 4));
        secured.introduceEverybody();
        return secured;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            while (taken.size() < count) {
                taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return taken.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }

    private void introduceEverybody() throws Exception {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        StringBuilder secrets = new StringBuilder();
        for (Principal principal : Principal.values()) {
            users.add(new UserScramCredentialUpsertion(
                    user(principal),
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, CHEAP_ITERATIONS),
                    password(principal)));
            secrets.append(principal.word())
                    .append('=')
                    .append(password(principal))
                    .append('\n');
        }
        Files.writeString(directory.resolve("secrets.properties"), secrets);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", open()))) {
            admin.alterUserScramCredentials(users).all().get();
        }
    }

    static String user(Principal principal) {
        return principal.user().substring("User:".length());
    }

    /** What no log, page or message may say. */
    static String password(Principal principal) {
        return "secret-of-" + principal.word() + "-7f3a";
    }

    /** Where nobody is asked for anything; for setting up and for looking on. */
    String open() {
        return kafka.bootstrapServers();
    }

    /** Client properties by name and password, which another file holds. */
    Path byPassword(Principal principal) throws IOException {
        return byPassword(
                principal.word(),
                user(principal),
                "${file:" + directory.resolve("secrets.properties") + ':' + principal.word() + '}');
    }

    Path byPassword(String file, String user, String password) throws IOException {
        return write(file, """
                bootstrap.servers=%s
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
                username="%s" password="%s";
                """.formatted(scram, user, password) + trust("authority"));
    }

    /** Client properties by certificate. */
    Path byCertificate(Principal principal) throws IOException {
        return byCertificate(user(principal));
    }

    Path byCertificate(String alias) throws IOException {
        return byCertificate(alias, "authority", mutual);
    }

    Path withoutCertificate() throws IOException {
        return write("nobody", "bootstrap.servers=" + mutual + "\nsecurity.protocol=SSL\n" + trust("authority"));
    }

    Path trusting(String whom) throws IOException {
        return byCertificate("portolan-job", whom, mutual);
    }

    Path towardsExpiredBroker() throws IOException {
        return byCertificate("portolan-job", "authority", expired);
    }

    private Path byCertificate(String alias, String trusted, String address) throws IOException {
        return write(
                alias + "-to-" + trusted + '-' + address.substring(address.indexOf(':') + 1),
                """
                bootstrap.servers=%s
                security.protocol=SSL
                ssl.keystore.location=%s
                ssl.keystore.type=PKCS12
                ssl.keystore.password=%s
                """.formatted(address, certificates.keyStore(alias), Certificates.PASSWORD) + trust(trusted));
    }

    private String trust(String whom) {
        return "ssl.truststore.location=" + certificates.trustStore(whom)
                + "\nssl.truststore.type=PKCS12\nssl.truststore.password=" + Certificates.PASSWORD + '\n';
    }

    private Path write(String name, String properties) throws IOException {
        return Files.writeString(directory.resolve(name + ".properties"), properties);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
