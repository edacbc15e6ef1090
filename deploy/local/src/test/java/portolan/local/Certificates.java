// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import portolan.schemas.wire.Principal;

/** Keys and certificates, made by the JDK's keytool when a test begins. */
final class Certificates {
    static final String PASSWORD = "no-secret-of-anybody";
    private static final String OF_BROKER = "san=ip:127.0.0.1,dns:localhost";
    private static final String KEYTOOL = "sun.security.tools.keytool";

    private final Path directory;
    private final Path all;
    private final List<String> orders = new ArrayList<>();

    private Certificates(Path directory) {
        this.directory = directory;
        this.all = directory.resolve("all.p12");
    }

    /** A broker's and everybody's, good ones and expired ones, by one authority; and one by nobody. */
    static Certificates in(Path directory) throws Exception {
        Certificates made = new Certificates(directory);
        made.order("authority", "-ext", "bc:c", "-validity", "3650");
        made.order("broker", "-signer", "authority", "-ext", OF_BROKER);
        made.order("expired-broker", "-signer", "authority", "-ext", OF_BROKER, "-startdate", "-10d", "-validity", "5");
        for (Principal principal : Principal.values()) {
            made.order(SecuredKafka.user(principal), "-signer", "authority");
        }
        made.order("expired", "-signer", "authority", "-startdate", "-10d", "-validity", "5");
        made.order("stranger");
        made.make();
        return made;
    }

    private void order(String alias, String... more) {
        orders.addAll(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-keystore",
                all.toString(),
                "-storepass",
                PASSWORD));
        orders.addAll(Arrays.asList(more));
        orders.add(Keytool.NEXT);
    }

    private void make() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-exports",
                "java.base/" + KEYTOOL + "=ALL-UNNAMED",
                "-cp",
                Path.of("target", "test-classes").toString(),
                Keytool.class.getName()));
        command.addAll(orders);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool failed: said=" + said);
        }
    }

    /** The JDK's keytool, which makes one key a process, and takes a second for it: here one process makes all. */
    static final class Keytool {
        static final String NEXT = ";";

        private Keytool() {}

        public static void main(String[] orders) throws Exception {
            Method keytool = Class.forName(KEYTOOL + ".Main").getMethod("main", String[].class);
            List<String> order = new ArrayList<>();
            for (String word : orders) {
                if (word.equals(NEXT)) {
                    keytool.invoke(null, (Object) order.toArray(new String[0]));
                    order.clear();
                } else {
                    order.add(word);
                }
            }
        }
    }

    /** A store with one key and the certificates that vouch for it. */
    Path keyStore(String alias) {
        return store("key-of-" + alias, to -> {
            KeyStore from = load();
            to.setKeyEntry(
                    alias,
                    from.getKey(alias, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    from.getCertificateChain(alias));
        });
    }

    /** A store of whoever trusts this one. */
    Path trustStore(String alias) {
        return store("trust-in-" + alias, to -> to.setCertificateEntry(alias, load().getCertificate(alias)));
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException, IOException;
    }

    private Path store(String name, Filling filling) {
        Path file = directory.resolve(name + ".p12");
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError("store cannot be written: " + file, e);
        }
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(all)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
