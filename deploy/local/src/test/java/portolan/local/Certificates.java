package portolan.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys and certificates, made by the JDK's keytool when a test begins. */
final class Certificates {
    static final String PASSWORD = "no-secret-of-anybody";
    private static final String OF_BROKER = "san=ip:127.0.0.1,dns:localhost";

    private final Path directory;
    private final Path all;

    private Certificates(Path directory) {
        this.directory = directory;
        this.all = directory.resolve("all.p12");
    }

    /** A broker's and a client's, each good and expired, by one authority; and one by nobody. */
    static Certificates in(Path directory) throws Exception {
        Certificates made = new Certificates(directory);
        made.make("authority", "-ext", "bc:c", "-validity", "3650");
        made.make("broker", "-signer", "authority", "-ext", OF_BROKER);
        made.make("expired-broker", "-signer", "authority", "-ext", OF_BROKER, "-startdate", "-10d", "-validity", "5");
        made.make("portolan-job", "-signer", "authority");
        made.make("expired", "-signer", "authority", "-startdate", "-10d", "-validity", "5");
        made.make("stranger");
        return made;
    }

    private void make(String alias, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
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
        command.addAll(Arrays.asList(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool failed: alias=" + alias + ", said=" + said);
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
