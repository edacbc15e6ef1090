// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import portolan.console.screen.SecretFile;
import portolan.scoring.lifecycle.Pem;
import portolan.scoring.lifecycle.SigningKey;

/**
 * The Ed25519 key of a process that writes evidence, made at its first start: {@code NAME.key}, which its owner alone
 * reads, and {@code NAME.pub} for whoever verifies. The name ends in the first half of the key's own hash, so that no other
 * key passes for it.
 */
final class WriterKey {
    private static final String SECRET = ".key";
    private static final String OPEN = ".pub";
    private static final int NAMED_BYTES = 8;

    private WriterKey() {}

    /**
     * The one key of a directory.
     *
     * @param kind begins the name of one that is made
     */
    static SigningKey open(Path directory, String kind) throws IOException {
        SecretFile.directory(directory);
        List<String> names = names(directory, SECRET);
        if (names.size() > 1) {
            throw new IOException("a writer of evidence has one key: directory=" + directory + ", found=" + names);
        }
        if (names.isEmpty()) {
            SigningKey.Pair pair = SigningKey.generate();
            String name = kind + '-' + fingerprint(publicKey(pair.publicKey()));
            Files.writeString(directory.resolve(name + OPEN), pair.publicKey());
            SecretFile.write(directory.resolve(name + SECRET), pair.privateKey().getBytes(StandardCharsets.US_ASCII));
            return SigningKey.read(directory, name);
        }
        return SigningKey.read(directory, names.get(0));
    }

    /** The public keys of a directory, by the names of their writers. */
    static Map<String, PublicKey> known(Path directory) throws IOException {
        Map<String, PublicKey> known = new TreeMap<>();
        for (String name : names(directory, OPEN)) {
            PublicKey key = publicKey(Files.readString(directory.resolve(name + OPEN)));
            if (!name.endsWith('-' + fingerprint(key))) {
                throw new IOException("the key is not that of its name: file=" + directory.resolve(name + OPEN));
            }
            known.put(name, key);
        }
        return known;
    }

    private static List<String> names(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    private static PublicKey publicKey(String pem) throws IOException {
        try {
            return Pem.publicKey(pem);
        } catch (GeneralSecurityException e) {
            throw new IOException("no public Ed25519 key in PEM: " + e.getMessage(), e);
        }
    }

    private static String fingerprint(PublicKey key) {
        return HexFormat.of().formatHex(ChainLink.sha256().digest(key.getEncoded()), 0, NAMED_BYTES);
    }
}
