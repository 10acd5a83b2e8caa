package dev.auroraguardrails.aws;

import java.util.List;
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

  Write put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    try {
      client.putItem(
          PutItemRequest.builder()
              .tableName(name)
              .item(item)
              .conditionExpression(condition)
              .expressionAttributeValues(values)
              .build());
      return new Write.Made(item);
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

  /// Adds to the end of a list, which begins empty.
  ///
  /// @return how long the list is now
  int append(String key, String list, AttributeValue value, AttributeValue expires) {
    return client
        .updateItem(
            UpdateItemRequest.builder()
                .tableName(name)
                .key(keyOf(key))
                .updateExpression(
                    "SET %1$s = list_append(if_not_exists(%1$s, :none), :one), expires = :expires"
                        .formatted(list))
                .expressionAttributeValues(
                    Map.of(
                        ":none", AttributeValue.fromL(List.of()),
                        ":one", AttributeValue.fromL(List.of(value)),
                        ":expires", expires))
                .returnValues(ReturnValue.UPDATED_NEW)
                .build())
        .attributes()
        .getOrDefault(list, AttributeValue.fromL(List.of()))
        .l()
        .size();
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

  void delete(String key) {
    client.deleteItem(r -> r.tableName(name).key(keyOf(key)));
  }

  private static Map<String, AttributeValue> keyOf(String key) {
    return Map.of(KEY, AttributeValue.fromS(key));
  }
}
