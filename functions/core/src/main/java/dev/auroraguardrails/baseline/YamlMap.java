package dev.auroraguardrails.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One YAML mapping whose mistakes are told with their line.
final class YamlMap {
  private final String file;
  private final @Nullable Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> names = new LinkedHashMap<>();

  private YamlMap(String file, @Nullable Node node) throws BadBaseline {
    this.file = file;
    this.node = node;
    if (node == null) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      throw new BadBaseline(file, node, "expected keys and values");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar(tuple.getKeyNode());
      names.put(key, tuple.getKeyNode());
      if (values.put(key, tuple.getValueNode()) != null) {
        throw new BadBaseline(file, tuple.getKeyNode(), "'" + key + "' stands here twice");
      }
    }
  }

  static YamlMap parse(String file, Reader text) throws BadBaseline {
    try {
      return new YamlMap(file, new Yaml(new SafeConstructor(new LoaderOptions())).compose(text));
    } catch (MarkedYAMLException notYaml) {
      throw new BadBaseline(
          file,
          "line %d: %s".formatted(notYaml.getProblemMark().getLine() + 1, notYaml.getProblem()));
    }
  }

  void allow(String... keys) throws BadBaseline {
    for (var entry : names.entrySet()) {
      if (!List.of(keys).contains(entry.getKey())) {
        throw new BadBaseline(
            file,
            entry.getValue(),
            "'%s' is not known here; known are %s"
                .formatted(entry.getKey(), String.join(", ", keys)));
      }
    }
  }

  Set<String> keys() {
    return values.keySet();
  }

  BadBaseline wrong(String key, String reason) {
    Node at = names.getOrDefault(key, node);
    return at == null ? new BadBaseline(file, reason) : new BadBaseline(file, at, reason);
  }

  Optional<String> text(String key) throws BadBaseline {
    Node value = values.get(key);
    return value == null ? Optional.empty() : Optional.of(scalar(value));
  }

  /// @return the value as JSON
  Optional<String> json(String key) throws BadBaseline {
    Node value = values.get(key);
    return value == null ? Optional.empty() : Optional.of(json(value).toString());
  }

  private JsonNode json(Node value) throws BadBaseline {
    return switch (value) {
      case MappingNode mapping -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
          object.set(scalar(tuple.getKeyNode()), json(tuple.getValueNode()));
        }
        yield object;
      }
      case SequenceNode sequence -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node one : sequence.getValue()) {
          array.add(json(one));
        }
        yield array;
      }
      default -> plain(value);
    };
  }

  /// A pattern tells `true` from `"true"`, as JSON does.
  private JsonNode plain(Node value) throws BadBaseline {
    String text = scalar(value);
    if (value.getTag().equals(Tag.BOOL)) {
      return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
    }
    return value.getTag().equals(Tag.INT) && text.matches("-?\\d{1,9}")
        ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text))
        : JsonNodeFactory.instance.textNode(text);
  }

  String required(String key) throws BadBaseline {
    Optional<String> text = text(key);
    if (text.isEmpty() || text.get().isBlank()) {
      throw wrong(key, "'" + key + "' is missing");
    }
    return text.get();
  }

  <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) throws BadBaseline {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (E value : type.getEnumConstants()) {
      if (BaselineFile.lower(value).equals(text.get())) {
        return Optional.of(value);
      }
    }
    List<String> known = Arrays.stream(type.getEnumConstants()).map(BaselineFile::lower).toList();
    throw wrong(key, "expected one of %s, got '%s'".formatted(known, text.get()));
  }

  Optional<Integer> number(String key, int least, int most) throws BadBaseline {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().matches("\\d{1,6}")) {
      int number = Integer.parseInt(text.get());
      if (least <= number && number <= most) {
        return Optional.of(number);
      }
    }
    throw wrong(
        key, "expected a number from %d to %d, got '%s'".formatted(least, most, text.get()));
  }

  YamlMap map(String key) throws BadBaseline {
    return new YamlMap(file, values.get(key));
  }

  List<YamlMap> maps(String key) throws BadBaseline {
    List<YamlMap> maps = new ArrayList<>();
    for (Node one : list(key)) {
      maps.add(new YamlMap(file, one));
    }
    return maps;
  }

  /// @param check the reason why a text is wrong, or empty
  List<String> texts(String key, Function<String, Optional<String>> check) throws BadBaseline {
    List<String> texts = new ArrayList<>();
    for (Node one : list(key)) {
      String text = scalar(one);
      Optional<String> wrong = check.apply(text);
      if (wrong.isPresent()) {
        throw new BadBaseline(file, one, wrong.get());
      }
      texts.add(text);
    }
    return texts;
  }

  private List<Node> list(String key) throws BadBaseline {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw new BadBaseline(file, value, "expected a list");
  }

  private String scalar(Node one) throws BadBaseline {
    if (one instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new BadBaseline(file, one, "expected a single value");
  }
}
