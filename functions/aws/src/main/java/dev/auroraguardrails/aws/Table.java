package dev.auroraguardrails.aws;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Items of one table under the string key `pk`, each call on one item and so atomic.
final class Table {
  static final String KEY = "pk";

  private final DynamoDbClient client;
  private final String name;

  Table(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /// What came of a conditional write.
  sealed interface Write {
    /// It was written.
    ///
    /// @param item the item as the caller asked for it, before or after the write
    record Made(Map<String, AttributeValue> item) implements Write {}

    /// The condition did not hold.
    ///
    /// @param item the item as it stands
    record Refused(Map<String, AttributeValue> item) implements Write {}
  }

  /// @return the item, read consistently; an empty map when there is none
  Map<String, AttributeValue> get(String key) {
    return client.getItem(r -> r.tableName(name).key(keyOf(key)).consistentRead(true)).item();
  }

  /// @param values of the condition; none where it names none
  /// @return made, with the item as it was before; an empty map when there was none
  Write put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    try {
      var request =
          PutItemRequest.builder()
              .tableName(name)
              .item(item)
              .conditionExpression(condition)
              .returnValues(ReturnValue.ALL_OLD);
      if (!values.isEmpty()) {
        request.expressionAttributeValues(values);
      }
      return new Write.Made(client.putItem(request.build()).attributes());
    } catch (ConditionalCheckFailedException e) {
      return new Write.Refused(Map.of());
    }
  }

  void put(Map<String, AttributeValue> item) {
    client.putItem(r -> r.tableName(name).item(item));
  }

  Write update(
      String key,
      String update,
      String condition,
      Map<String, AttributeValue> values,
      ReturnValue wanted) {
    try {
      return new Write.Made(
          client
              .updateItem(
                  UpdateItemRequest.builder()
                      .tableName(name)
                      .key(keyOf(key))
                      .updateExpression(update)
                      .conditionExpression(condition)
                      .expressionAttributeValues(values)
                      .returnValues(wanted)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD)
                      .build())
              .attributes());
    } catch (ConditionalCheckFailedException e) {
      return new Write.Refused(e.hasItem() ? e.item() : Map.of());
    }
  }

  void update(String key, String update, Map<String, AttributeValue> values) {
    client.updateItem(
        r ->
            r.tableName(name)
                .key(keyOf(key))
                .updateExpression(update)
                .expressionAttributeValues(values));
  }

  void removeFirst(String key, String list) {
    client.updateItem(
        r -> r.tableName(name).key(keyOf(key)).updateExpression("REMOVE " + list + "[0]"));
  }

  Write delete(String key, String condition, Map<String, AttributeValue> values) {
    try {
      client.deleteItem(
          DeleteItemRequest.builder()
              .tableName(name)
              .key(keyOf(key))
              .conditionExpression(condition)
              .expressionAttributeValues(values)
              .build());
      return new Write.Made(Map.of());
    } catch (ConditionalCheckFailedException e) {
      return new Write.Refused(Map.of());
    }
  }

  /// @return whether there was such an item
  boolean delete(String key) {
    return client
        .deleteItem(r -> r.tableName(name).key(keyOf(key)).returnValues(ReturnValue.ALL_OLD))
        .hasAttributes();
  }

  private static Map<String, AttributeValue> keyOf(String key) {
    return Map.of(KEY, AttributeValue.fromS(key));
  }
}
