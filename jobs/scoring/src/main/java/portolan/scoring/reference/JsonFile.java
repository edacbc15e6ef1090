// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A publisher's JSON file, read as the YAML that all JSON is: the library is here for rule sets already. */
final class JsonFile {
    private JsonFile() {}

    /** The object that the file is; empty, and a fault by line, when it is none. */
    static Map<?, ?> object(ReferenceFile file, List<String> faults) {
        String text = file.text(faults);
        try {
            Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
            if (root instanceof Map<?, ?> object) {
                return object;
            }
            faults.add(file.name() + ":1: must be a JSON object");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            faults.add(file.name() + ":" + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            faults.add(file.name() + ":1: " + e.getMessage());
        }
        return Map.of();
    }

    /** Two texts of every object in the list that stands under a key: a code and a name. */
    static List<Entry> entries(ReferenceFile file, String key, String code, String name, List<String> faults) {
        List<Entry> entries = new ArrayList<>();
        Map<?, ?> root = object(file, faults);
        if (root.get(key) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object
                        && object.get(code) instanceof String found
                        && object.get(name) instanceof String called) {
                    entries.add(new Entry(found, called));
                } else {
                    faults.add(file.name() + ": every entry of '" + key + "' must have " + code + " and " + name
                            + ": entry=" + (entries.size() + 1));
                    return entries;
                }
            }
        } else if (!root.isEmpty()) {
            faults.add(file.name() + ":1: must have the list '" + key + "'");
        }
        return entries;
    }

    record Entry(String code, String name) {}
}
