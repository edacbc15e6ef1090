// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.utils.Utils;

/**
 * A file of client properties, read by each client when it is made. A value may name a variable of the environment,
 * {@code ${env:NAME}}, a property of another file, {@code ${file:PATH:NAME}}, or a whole file,
 * {@code ${directory:PATH:FILE}}; providers that the file declares itself under {@code config.providers} work too.
 *
 * <p>So a job's graph, which Flink stores and shows, holds the place of a secret and never the secret.
 */
public final class ClientFile implements ConfigProvider {
    static final String PROVIDERS = "config.providers";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}:]+:[^}]*}");

    /** Kafka makes it by its name. */
    public ClientFile() {}

    @Override
    public void configure(Map<String, ?> unused) {}

    @Override
    public ConfigData get(String path) {
        return new ConfigData(values(Path.of(path)));
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
        Map<String, String> values = values(Path.of(path));
        values.keySet().retainAll(keys);
        return new ConfigData(values);
    }

    @Override
    public void close() {}

    /**
     * The properties as they are written, without those that declare providers.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    static Map<String, String> written(Path file) {
        Map<String, String> written = all(file);
        written.keySet().removeIf(ClientFile::declaresProvider);
        return written;
    }

    /**
     * The same with every variable replaced.
     *
     * @throws ConfigException naming a variable that stands for nothing
     */
    static Map<String, String> values(Path file) {
        Map<String, String> all = all(file);
        Map<String, ConfigProvider> providers = providers(all);
        try {
            Map<String, String> values = new HashMap<>(
                    new ConfigTransformer(providers).transform(all).data());
            values.keySet().removeIf(ClientFile::declaresProvider);
            values.forEach((key, value) -> refuseVariables(file, key, all.getOrDefault(key, ""), value));
            return values;
        } finally {
            providers.values().forEach(provider -> Utils.closeQuietly(provider, "config provider"));
        }
    }

    /** Kafka leaves a variable that it does not find as it stands: a password would be its name. */
    private static void refuseVariables(Path file, String key, String written, String value) {
        Matcher variables = VARIABLE.matcher(written);
        while (variables.find()) {
            if (value.contains(variables.group())) {
                throw new ConfigException(
                        "nothing is known of " + variables.group() + ", named by " + key + " in " + file);
            }
        }
    }

    private static boolean declaresProvider(String key) {
        return key.equals(PROVIDERS) || key.startsWith(PROVIDERS + '.');
    }

    private static Map<String, String> all(Path file) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> all = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        return all;
    }

    private static Map<String, ConfigProvider> providers(Map<String, String> all) {
        Map<String, ConfigProvider> providers = new LinkedHashMap<>();
        providers.put("env", started(new EnvVarConfigProvider(), Map.of()));
        providers.put("file", started(new FileConfigProvider(), Map.of()));
        providers.put("directory", started(new DirectoryConfigProvider(), Map.of()));
        for (String name : all.getOrDefault(PROVIDERS, "").split(",", -1)) {
            if (!name.isBlank()) {
                providers.put(name.strip(), declared(PROVIDERS + '.' + name.strip(), all));
            }
        }
        return providers;
    }

    private static ConfigProvider declared(String prefix, Map<String, String> all) {
        String parameters = prefix + ".param.";
        Map<String, String> given = new HashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(parameters)) {
                given.put(key.substring(parameters.length()), value);
            }
        });
        try {
            return started(Utils.newInstance(all.getOrDefault(prefix + ".class", ""), ConfigProvider.class), given);
        } catch (ClassNotFoundException e) {
            throw new ConfigException(prefix + ".class names no class: " + all.get(prefix + ".class"));
        }
    }

    private static ConfigProvider started(ConfigProvider provider, Map<String, String> parameters) {
        provider.configure(parameters);
        return provider;
    }
}
