-- MySQL's catalog over MariaDB's own, so that accounts made by SQL show as MySQL shows them. An account whose password
-- is 'RDS' stands for one of AWS's plugin, which MariaDB lacks. Columns: MySQL 8.0 Reference Manual, 8.2.3 Grant Tables.
CREATE OR REPLACE VIEW mysql.user AS
SELECT User, if(role, '%', Host) AS Host,
       CASE WHEN role THEN 'caching_sha2_password'
            WHEN secret = password('RDS') THEN 'AWSAuthenticationPlugin'
            ELSE coalesce(json_value(Priv, '$.plugin'), '') END AS plugin,
       if(secret = password('RDS'), 'RDS', coalesce(secret, '')) AS authentication_string,
       elt(coalesce(json_value(Priv, '$.ssl_type'), 0) + 1, '', 'ANY', 'X509', 'SPECIFIED') AS ssl_type,
       if(role OR json_value(Priv, '$.account_locked') = 1, 'Y', 'N') AS account_locked,
       nullif(json_value(Priv, '$.password_lifetime'), -1) AS password_lifetime,
       if(access & 32768, 'Y', 'N') AS Super_priv,
       if(access & 1024, 'Y', 'N') AS Grant_priv,
       if(access & 33554432, 'Y', 'N') AS Create_user_priv,
       if(access & 512, 'Y', 'N') AS File_priv,
       if(access & 256, 'Y', 'N') AS Process_priv,
       if(access & 128, 'Y', 'N') AS Shutdown_priv,
       if(access & 524288, 'Y', 'N') AS Repl_slave_priv
FROM (SELECT User, Host, Priv, coalesce(json_value(Priv, '$.is_role'), 0) = 1 AS role,
             json_value(Priv, '$.authentication_string') AS secret,
             cast(coalesce(json_value(Priv, '$.access'), 0) AS unsigned) AS access
      FROM mysql.global_priv WHERE User NOT IN ('root', 'mariadb.sys', 'PUBLIC')) own;
CREATE OR REPLACE VIEW mysql.role_edges AS
SELECT Role AS FROM_USER, '%' AS FROM_HOST, User AS TO_USER, if(Host = '', '%', Host) AS TO_HOST,
       Admin_option AS WITH_ADMIN_OPTION
FROM mysql.roles_mapping WHERE User <> 'root';
CREATE OR REPLACE TABLE mysql.global_grants (USER char(32), HOST char(255), PRIV char(32));
CREATE OR REPLACE TABLE mysql.default_roles (HOST char(255), USER char(32), DEFAULT_ROLE_HOST char(255),
       DEFAULT_ROLE_USER char(32));
